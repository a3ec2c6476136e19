/** What every door hands to the `build` use case: already parsed, defaults filled in, nothing of the environment in it. */
export interface BuildOptions {
  /** Folder that relative paths are seen from; absolute. */
  readonly workingDirectory: string;
  /** `-r`: requirements files as the user wrote them. Never empty: the default is `requirements.txt`. */
  readonly requirements: readonly string[];
  /** `-c`. */
  readonly constraints: readonly string[];
  /** `linux/arm64`, …; empty means this machine. */
  readonly targets: readonly string[];
  /** `3.12`, or a path of an interpreter; null: the running one. */
  readonly python: string | null;
  /** `manylinux_2_28`, `musllinux_1_2`; null: probed. */
  readonly libc: string | null;
  readonly indexUrl: string | null;
  readonly extraIndexUrls: readonly string[];
  readonly findLinks: readonly string[];
  readonly onlyBinary: readonly string[];
  readonly noBinary: readonly string[];
  readonly preferBinary: boolean;
  readonly pre: boolean;
  readonly requireHashes: boolean;
  /** Output folder as the user wrote it; default `.wheelhouse`. */
  readonly output: string;
  readonly failOn: FailOn;
  readonly image: string | null;
  readonly containerNetwork: "bridge" | "host";
  readonly cache: boolean;
}

/** What every door hands to the `check` use case. */
export interface CheckOptions extends Omit<BuildOptions, "requireHashes" | "image" | "containerNetwork" | "cache"> {
  /** `-r`; empty: what is found in the working directory. */
  readonly requirements: readonly string[];
  /** Requirements that are named without a file. */
  readonly packages: readonly string[];
  /** Platforms, profiles, ids, `image:…`, `….json`; empty means this machine. */
  readonly targets: readonly string[];
  /** Normalised names, or `:all:`. */
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** False: the lines alone. */
  readonly deps: boolean;
  readonly installer: "pip" | "uv";
  readonly indexStrategy: IndexStrategy;
  /** ISO 8601 date or time; null: everything exists. */
  readonly excludeNewer: string | null;
  /** Files whose versions are tried first, as the user wrote their paths. */
  readonly preferVersions: readonly string[];
  readonly keyring: boolean;
  /** Path of a JSON file as the user wrote it. */
  readonly knowledge: string | null;
}

/** uv's words; pip's own way is `unsafe-best-match`. */
export type IndexStrategy = "first-index" | "unsafe-first-match" | "unsafe-best-match";

/** `error`: exit 1 when a finding is an error (default) · `warning`: also on warnings · `never`: report only. */
export type FailOn = "error" | "warning" | "never";

/** What every door hands to the `explain` use case. */
export interface ExplainOptions {
  /** Folder that relative paths are seen from; absolute. */
  readonly workingDirectory: string;
  /** Paths and patterns as the user wrote them, `-` for standard input. Never empty. */
  readonly logs: readonly string[];
  /** What `pip install --report` wrote in the same run. */
  readonly pipReport: string | null;
  /** Folder for the report's files as the user wrote it; null: none are written. */
  readonly output: string | null;
  readonly failOn: FailOn;
}

/** What the action shows and where: nothing of it changes what is built. */
export interface SurfaceOptions {
  readonly run: "build" | "check" | "explain";
  readonly comment: "on-problem" | "always" | "never";
  /** Null: made of target and Python. */
  readonly reportName: string | null;
  /** False: none · true: named after the target · a text: its name. */
  readonly artifact: boolean | string;
  /** A secret: it never enters the step's state, a report or a log. */
  readonly githubToken: string | null;
  readonly exportEnv: boolean;
  /** Default true. */
  readonly summary?: boolean;
  /** Default true. */
  readonly annotations?: boolean;
}
