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
      /** Who asked, innermost first; absent when the user did, on the command line. */
      readonly from?: readonly string[];
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
      /**
       * `box`: console (pip ≥ 22.0) · `block`: console (pip ≤ 21.3) · `log`: pip's --log file and `-v` ·
       * `line`: `Failed building wheel for x` · `summary`: `Failed to build x y`.
       */
      readonly via: "box" | "block" | "log" | "line" | "summary";
      /** Names as printed; empty when neither the text nor its block names one. */
      readonly packages: readonly string[];
      /** Of the one package, where the error itself says it (uv). */
      readonly version?: string;
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
      readonly problem:
        | "retry"
        | "page"
        | "status"
        | "connection"
        | "timeout"
        | "certificate"
        | "proxy"
        | "credentials"
        | "untrusted-host"
        | "offline"
        | "incomplete";
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
  | PipSearchEvent
  | PipInstallEvent
  | PipCommandEvent
  | { readonly kind: "error"; readonly text: string }
  /** A warning that no rule knows better. */
  | { readonly kind: "warning"; readonly text: string }
  /** What a later pip will refuse. */
  | { readonly kind: "deprecation"; readonly text: string }
  /** What pip tells people to do, where its words differ between versions or say more than the error. */
  | { readonly kind: "advice"; readonly text: string };

/** On the way to a set of versions. */
export type PipSearchEvent =
  /** An editable requirement (`-e`). */
  | {
      readonly kind: "obtaining";
      readonly requirement: string;
      readonly name: string | null;
      readonly from: readonly string[] | null;
    }
  | { readonly kind: "marker-skipped"; readonly requirement: string; readonly marker: string }
  /** pip gave up a candidate and went on with an older one. */
  | {
      readonly kind: "discarded";
      readonly name: string | null;
      readonly version: string | null;
      readonly file: string | null;
      /** `build`: it could not be built or described (pip ≤ 21.3, and 22.0 – 22.1 when told to go on). */
      readonly reason: "build" | "metadata";
      readonly detail: string;
    }
  | { readonly kind: "extra-missing"; readonly name: string; readonly version: string | null; readonly extra: string }
  | {
      readonly kind: "vcs";
      /** `cloned` comes before `resolved`, which knows the commit (pip ≥ 21.2). */
      readonly phase: "cloned" | "resolved";
      readonly url: string;
      readonly commit: string | null;
    }
  /** Since pip 23.1 the first rejection of any version prints `looking`: no proof of a long search. */
  | {
      readonly kind: "backtracking-hint";
      readonly name: string | null;
      readonly stage: "looking" | "still-looking" | "long";
    }
  | {
      readonly kind: "invalid-requirement";
      /** As the user wrote it. */
      readonly requirement: string;
      /** What is wrong with it, in pip's words; null when pip did not say. */
      readonly reason: string | null;
      readonly file: string | null;
      readonly line: number | null;
    }
  /** The last state of a download's progress bar. `bytes` is exact only with `--progress-bar raw`. */
  | {
      readonly kind: "download-progress";
      readonly size: string;
      readonly bytes: number | null;
      /** As printed: `388.0 MB/s`. */
      readonly rate: string | null;
      /** How long it took (pip ≥ 25.2); before, pip prints the time that is left. */
      readonly seconds: number | null;
      readonly form: "classic" | "eta" | "elapsed" | "raw";
    };

/** What happened to the environment. */
export type PipInstallEvent =
  | { readonly kind: "installing"; readonly names: readonly string[] }
  | {
      readonly kind: "uninstall";
      readonly phase: "removed" | "kept" | "rolled-back";
      readonly name: string;
      readonly version: string | null;
      /** Why it was kept. */
      readonly detail: string | null;
      /** By `pip uninstall`; false within an installation. */
      readonly asked: boolean;
    }
  /**
   * Installed packages that do not go together. `install`: told after an installation that ended well (exit code 0!) ·
   * `check`: by `pip check`.
   */
  | {
      readonly kind: "broken-requirements";
      readonly via: "install" | "check";
      readonly problems: readonly BrokenRequirement[];
    }
  | { readonly kind: "pip-notice"; readonly installed: string; readonly available: string };

/** What commands print that do not install. */
export type PipCommandEvent =
  | {
      readonly kind: "available-versions";
      /** Newest first, as printed. */
      readonly versions: readonly string[];
      readonly installed: string | null;
    }
  | { readonly kind: "compatible-tags"; readonly count: number; readonly tags: readonly string[] }
  /** The JSON of `--report -` or `pip inspect` among the lines; `span` says where to cut it out. */
  | { readonly kind: "json-document"; readonly what: "report" | "inspect"; readonly pipVersion: string }
  /** pip did not understand its command line: nothing was done. */
  | { readonly kind: "usage-error"; readonly text: string };

export interface BrokenRequirement {
  readonly name: string;
  readonly version: string;
  /** Null: the package itself is for another platform. */
  readonly requirement: string | null;
  /** What is there instead; null when it is missing. */
  readonly found: { readonly name: string; readonly version: string } | null;
}

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
