/** What stopped a build, as far as its output tells. */
export type FailureClass =
  | "compiler"
  | "missing-header"
  | "missing-tool"
  | "missing-python-module"
  | "out-of-memory"
  | "disk-full"
  | "emulator-crash"
  | "network"
  | "unknown";

/** Packages of distributions that bring what is missing. Empty: not known there. */
export interface DistributionPackages {
  readonly apt: readonly string[];
  readonly dnf: readonly string[];
  readonly apk: readonly string[];
  readonly conda: readonly string[];
}

/** One thing that builds print when something certain is wrong. Data: see `signatures/`. */
export interface Signature {
  readonly id: string;
  readonly class: FailureClass;
  /** Looked for in the line first, without regard to case; the pattern is only tried when one of them is there. */
  readonly needles: readonly string[];
  /** Tried on one line at a time; linear. */
  readonly pattern: RegExp;
  /** In one sentence; `$1` stands for the first group of the pattern. */
  readonly cause: string;
  /** What to do when no package of the distribution helps, or besides; `$1` as above. */
  readonly advice: string | null;
  readonly packages: DistributionPackages;
  /** True for what also follows from other errors: any specific signature wins over it. */
  readonly generic: boolean;
  /** A line that it matches. */
  readonly example: string;
}

export interface Diagnosis {
  readonly signature: string;
  readonly class: FailureClass;
  readonly cause: string;
  readonly advice: string | null;
  /** First and last index, 0-based, of the lines that show it. */
  readonly lines: readonly [number, number];
  readonly remedies: DistributionPackages;
  readonly generic: boolean;
}
