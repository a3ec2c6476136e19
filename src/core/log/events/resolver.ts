/**
 * What a resolver says while it decides: pip's with `PIP_RESOLVER_DEBUG` (reporter.py), the links and rejections of
 * `-vv` and `--log`, and uv's `DEBUG` lines. The decision tree (`core/explain`) is made of these.
 */
export type ResolverEventBody =
  /** `requirer` null: asked for by the user. */
  | {
      readonly kind: "requested";
      /** As printed, markers included; `Python>=3.9` for what a package asks of the interpreter. */
      readonly requirement: string;
      readonly name: string | null;
      readonly requirer: ResolverCandidate | null;
    }
  /** `file`: which of the candidate's files, when the log says so (uv). */
  | { readonly kind: "pinned"; readonly candidate: ResolverCandidate; readonly file?: string }
  | {
      readonly kind: "rejected";
      readonly candidate: ResolverCandidate;
      /** The requirements in dispute and who made them. */
      readonly because: readonly { readonly requirement: string; readonly requirer: ResolverCandidate | null }[];
      /** The line that names the candidate, where there are several. */
      readonly line?: number;
    }
  /** pip ≤ 23.0: steps back over a candidate; it says nothing of why. */
  | { readonly kind: "stepped-back"; readonly candidate: ResolverCandidate }
  /** A round tries the candidates of one package (resolvelib). `finished`: there is a solution. */
  | {
      readonly kind: "resolver-round";
      readonly phase: "starting" | "round-started" | "round-ended" | "finished";
      readonly round: number | null;
    }
  /** What is in force after a round, in order of decision (pip ≥ 24.2 with `-vv` or `--log`). */
  | { readonly kind: "resolver-state"; readonly pins: readonly ResolverCandidate[] }
  /** uv: looks through the versions of a project within a range, as printed (`<1.2 | >1.2, <1.3`, `*` for any). */
  | { readonly kind: "searching"; readonly name: string; readonly range: string }
  /** uv: and none fits. */
  | { readonly kind: "no-version"; readonly name: string }
  /** uv: a candidate (version null: the project) that cannot be together with another of `among`. */
  | { readonly kind: "conflict-recorded"; readonly candidate: ResolverCandidate; readonly among: readonly string[] }
  /** uv: decisions undone by its heuristic for conflicts, not by ordinary steps back. */
  | { readonly kind: "backtracked"; readonly decisions: number }
  /** How many files of a project can be used and are in the range that is asked for (`-vv`, `--log`). */
  | { readonly kind: "project-searched"; readonly name: string; readonly links: number }
  /** A file of an index that was passed over, with the reason as printed (`-vv`, `--log`). */
  | {
      readonly kind: "skipped-link";
      readonly name: string | null;
      readonly version: string | null;
      readonly file: string;
      readonly reason: string;
    };

export interface ResolverCandidate {
  /** As printed. */
  readonly name: string | null;
  readonly version: string | null;
  /** Already in the environment, from an index, a path or repository. */
  readonly origin: "installed" | "link" | "other";
  /** Where the environment has it; absent when the log does not say. */
  readonly location?: string;
  /** With these extras; absent for none. */
  readonly extras?: readonly string[];
}
