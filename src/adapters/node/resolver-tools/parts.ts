import type { Files } from "../../../ports/files.ts";
import type { IndexGateway } from "../../../ports/index-gateway.ts";
import type { ProcessRunner } from "../../../ports/process.ts";

/** What the real installers are run with. */
export interface ResolverToolParts {
  readonly processes: ProcessRunner;
  readonly files: Files;
  readonly gateway: IndexGateway;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Interpreters to try, best first, by name or absolute path. The target's own minor version is tried before them. */
  readonly pythons?: readonly string[];
}

/** Programs to try as Python, for one that has no choice of its own. */
export const PYTHONS = ["python3", "python"] as const;
