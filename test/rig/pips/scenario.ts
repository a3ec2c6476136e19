import type { TestProject } from "../projects/project.ts";
import type { Fault } from "../simple-index/faults.ts";
import type { IndexFormat } from "../simple-index/pages.ts";

/** One run of pip as people run it, in a new environment, against the test index. */
export interface PipScenario {
  readonly name: string;
  readonly projects: readonly TestProject[];
  /** What pip is asked for; index, cache and log options are added. `{project}` and `{root}` stand for folders. */
  readonly args: readonly string[];
  /** Files of the project, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files of the index that are put into the project's folder `wheels`. */
  readonly local?: readonly string[];
  /** Runs of pip before the one that counts, in another environment if `elsewhere`. */
  readonly before?: readonly { readonly args: readonly string[]; readonly elsewhere?: boolean }[];
  /** Members of a git repository `{root}/repository`, tagged `v1`. */
  readonly repository?: Readonly<Record<string, string | Uint8Array>>;
  readonly faults?: Readonly<Record<string, Fault>>;
  readonly format?: IndexFormat;
  /** With pip's caches, which are empty at first. */
  readonly cache?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** How the run is watched. */
export interface PipForm {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What is recorded: both streams as a runner sees them, or the file of `--log`. */
  readonly source: "console" | "log";
  /** With the file of `--report` (pip 22.2 and newer). */
  readonly report?: boolean;
}

export const FORMS = {
  console: { name: "console", args: [], source: "console" },
  quiet: { name: "quiet", args: ["--quiet"], source: "console" },
  v: { name: "v", args: ["-v"], source: "console" },
  vv: { name: "vv", args: ["-vv"], source: "console" },
  vvv: { name: "vvv", args: ["-vvv"], source: "console" },
  log: { name: "log", args: [], source: "log" },
  report: { name: "report", args: [], source: "console", report: true },
  debug: { name: "debug", args: [], source: "console", env: { PIP_RESOLVER_DEBUG: "1" } },
  "debug-vv": { name: "debug-vv", args: ["-vv"], source: "console", env: { PIP_RESOLVER_DEBUG: "1" } },
} as const satisfies Readonly<Record<string, PipForm>>;

export type FormName = keyof typeof FORMS;
