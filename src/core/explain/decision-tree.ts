/**
 * What a resolver tried, in its order: the form of `spk explain`, nested by `level`. Made from a log here; the solver of
 * our own will give the same type.
 */
export interface DecisionTree {
  /** Where it was read, best first: pip's resolver debug, `-vv`/`--log` text, uv's `-v`, what the console shows. */
  readonly source: "resolver-debug" | "verbose" | "uv" | "console";
  /** False when the source does not show every step: missing steps are unknown, not "none". */
  readonly complete: boolean;
  readonly steps: readonly DecisionStep[];
  /** What went wrong, or nearly did, with what can be done about it. */
  readonly patterns: readonly DecisionPattern[];
}

/** `request`: somebody asks · `try`: a candidate is passed over · `resolve`: one is taken · `blocked`: none is left, step back. */
export type DecisionKind = "request" | "try" | "resolve" | "blocked";

export interface DecisionStep {
  readonly kind: DecisionKind;
  /** How many candidates are in force, 0 at the start. */
  readonly level: number;
  /** Normalised name of the package that it is about. */
  readonly package: string;
  /** `numpy<2` for a request, `1.26.4` for a candidate; null when the log does not show it. */
  readonly text: string | null;
  /** Why it was passed over or blocked. In our words, made of names at hand; null for `request` and `resolve`. */
  readonly reason: string | null;
  /** Who asked or wants it otherwise: `app-a 1.0`; empty: the user. */
  readonly by: readonly string[];
  /** 1-based numbers of lines of the log that show it, and that hold the package's name. */
  readonly lines: readonly number[];
}

export type DecisionPatternKind =
  | "not-found"
  | "no-applicable-version"
  | "incompatible-option"
  | "incompatible-dependencies"
  | "recovered"
  | "revisited"
  | "yanked"
  | "embedded";

export interface DecisionPattern {
  readonly kind: DecisionPatternKind;
  readonly package: string;
  /** One sentence: what happened. */
  readonly text: string;
  /** What a person can do, with the names at hand. Empty for what is fine as it is. */
  readonly solutions: readonly string[];
  readonly lines: readonly number[];
}
