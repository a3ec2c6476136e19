import { tmpdir } from "node:os";
import { isSince } from "../../../core/explain/label.ts";
import type { Target } from "../../../core/target/target.ts";
import { PYTHONS, type ResolverToolParts } from "./parts.ts";
import { toolEnvironment } from "./run-tool.ts";

export interface FoundPip {
  readonly program: string;
  readonly version: string;
  /** Minor version of the interpreter: `3.12`. */
  readonly python: string;
}

/** The first with `--report` in format 1 and the parts that the wrapper replaces. */
const OLDEST = "23.0";

const QUESTION = "import sys, pip; print('%d.%d %s' % (sys.version_info[0], sys.version_info[1], pip.__version__))";

/** The first interpreter with a pip that is new enough: that of the target's minor version, then those of the parts. */
export async function findPip(
  parts: ResolverToolParts,
  target: Target | null,
  signal: AbortSignal,
): Promise<FoundPip | { readonly reason: string }> {
  const named = parts.pythons ?? PYTHONS;
  const own = target === null ? [] : [`python${target.python.major}.${target.python.minor}`];
  const tried: string[] = [];
  for (const program of new Set([...own, ...named])) {
    const exit = await parts.processes.run({
      argv: [program, "-c", QUESTION],
      cwd: tmpdir(),
      env: toolEnvironment(parts),
      capture: true,
      timeoutSeconds: 30,
      signal,
    });
    const [python, version] = exit.code === 0 ? (exit.stdout.trim().split("\n").at(-1) ?? "").split(" ") : [];
    if (python === undefined || version === undefined) tried.push(`${program} has no pip`);
    else if (isSince(version, OLDEST)) return { program, version, python };
    else tried.push(`${program} has pip ${version}`);
  }
  return { reason: `No pip ${OLDEST} or newer was found: ${tried.join(", ")}.` };
}
