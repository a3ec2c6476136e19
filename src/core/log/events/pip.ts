import type { ArtifactKind, Span } from "../event.ts";

/** What a rule makes out of lines. Names are as printed; normalising is the reader's business. */
export type PipEventBody =
  | { readonly kind: "using-pip"; readonly version: string; readonly python: string }
  | { readonly kind: "looking-in"; readonly what: "indexes" | "links"; readonly locations: readonly string[] }
  | {
      readonly kind: "collecting";
      readonly requirement: string;
      readonly name: string | null;
      /** Who asked, innermost first: `["app-a", "-r requirements.txt (line 3)"]`; null when pip did not say (pip < 23.1, or the user). */
      readonly from: readonly string[] | null;
    }
  | { readonly kind: "processing"; readonly path: string; readonly from: readonly string[] | null }
  | {
      readonly kind: "already-satisfied";
      readonly requirement: string;
      readonly name: string | null;
      readonly location: string;
      readonly version: string | null;
    }
  | {
      readonly kind: "downloading";
      readonly file: string;
      readonly artifact: ArtifactKind;
      /** The address when pip showed one (pip ≤ 26.0, indexes other than its default), without credentials. */
      readonly url: string | null;
      /** As printed, e.g. `1.4 kB`: exact only below 1000 bytes. */
      readonly size: string | null;
    }
  | {
      readonly kind: "using-cached";
      readonly file: string;
      readonly artifact: ArtifactKind;
      /** `http`: pip's download cache · `wheel`: a wheel that pip built earlier on this machine. */
      readonly cache: "http" | "wheel";
      readonly size: string | null;
    }
  | {
      readonly kind: "step";
      /** `Building wheel for x (pyproject.toml)`, `Installing build dependencies`, … */
      readonly step: string;
      readonly phase: "started" | "still-running" | "finished";
      /** `done`, `error`, `canceled`; null unless finished. */
      readonly status: string | null;
      /** The package that it is about: named by the step itself, else by the block it stands in. */
      readonly package: string | null;
    }
  | {
      readonly kind: "created-wheel";
      readonly name: string;
      readonly file: string;
      readonly bytes: number;
      readonly sha256: string;
    }
  | {
      readonly kind: "build-failed";
      /** `box`: console · `log`: pip's --log file · `line`: `Failed building wheel for x` · `summary`: `Failed to build x y`. */
      readonly via: "box" | "log" | "line" | "summary";
      /** Names as printed; empty when neither the text nor its block names one. */
      readonly packages: readonly string[];
      /** What was running, e.g. `Building wheel for x (pyproject.toml)`. */
      readonly step: string | null;
      readonly exitCode: number | null;
      /** The lines that the build printed, when they are in this log. */
      readonly output: Span | null;
      /** How many lines pip says it printed; more than `output` has means that the log was clipped. */
      readonly outputLines: number | null;
    }
  | {
      readonly kind: "error-box";
      readonly reference: string;
      readonly message: string;
      readonly context: readonly string[];
    }
  | { readonly kind: "conflict"; readonly requirements: readonly string[] }
  | { readonly kind: "conflict-causes"; readonly causes: readonly PrintedCause[] }
  | {
      readonly kind: "no-candidate";
      readonly requirement: string;
      readonly name: string | null;
      readonly from: readonly string[] | null;
      /** Empty for `from versions: none`; null when not printed (pip ≤ 21.0). */
      readonly versions: readonly string[] | null;
    }
  | {
      readonly kind: "no-matching-distribution";
      readonly requirement: string;
      readonly name: string | null;
      readonly from: readonly string[] | null;
    }
  | {
      readonly kind: "ignored-versions";
      readonly reason: "requires-python" | "yanked";
      readonly versions: readonly { readonly version: string; readonly requiresPython: string | null }[];
    }
  | { readonly kind: "hash-mismatch"; readonly files: readonly HashMismatch[] }
  | {
      readonly kind: "hash-missing";
      /** `hash`: no hash given · `pin`: not pinned with `==` · `vcs` / `directory`: can have no hash. */
      readonly reason: "hash" | "pin" | "vcs" | "directory";
      readonly requirements: readonly HashMissing[];
    }
  | {
      readonly kind: "yanked";
      readonly name: string;
      readonly version: string;
      readonly reason: string | null;
    }
  | {
      readonly kind: "requires-python";
      readonly packages: readonly { readonly package: string | null; readonly requires: string }[];
      /** The interpreter's version. */
      readonly python: string;
    }
  | {
      readonly kind: "network";
      readonly problem: "retry" | "page" | "status" | "connection" | "credentials" | "untrusted-host" | "incomplete";
      /** HTTP status, when there is one. */
      readonly status: number | null;
      /** Host or address as printed, without query; null when pip did not say. */
      readonly where: string | null;
      readonly detail: string;
    }
  | {
      readonly kind: "success";
      readonly action: "built" | "installed" | "downloaded" | "would-install" | "saved";
      readonly items: readonly string[];
    }
  | { readonly kind: "error"; readonly text: string };

/** A line below "The conflict is caused by:". */
export interface PrintedCause {
  readonly kind: "requested" | "constraint" | "depends";
  /** `a 1.0` for `depends`, else null. */
  readonly requirer: string | null;
  /** `numpy<2`. */
  readonly requirement: string;
}

export interface HashMissing {
  readonly requirement: string;
  /** `sha256:…` of what pip has just downloaded; null when it prints none. */
  readonly hash: string | null;
  /** Who asked, innermost first; null when not printed. */
  readonly from: readonly string[] | null;
}

export interface HashMismatch {
  /** `leaf==1.0`, or the address when pip named no requirement. */
  readonly requirement: string;
  readonly url: string | null;
  readonly from: readonly string[] | null;
  readonly expected: readonly string[];
  readonly got: string | null;
}
