import type { WheelhouseError } from "../core/error.ts";
import type { BuildReport } from "../core/report/model.ts";

/** What a build leaves behind, besides the report: where things are, and what the surfaces say of them. */
export interface BuildOutcome {
  readonly report: BuildReport;
  readonly exitCode: 0 | 1;
  /** The output folder, absolute. */
  readonly output: string;
  /** Paths of the files that were written, relative to the output folder, sorted. */
  readonly files: readonly string[];
  readonly targets: readonly TargetOutcome[];
  /** What was wrong with the input, when the rest of it could be worked on all the same: then the exit code is 2. */
  readonly invalid?: WheelhouseError | null;
}

export interface TargetOutcome {
  readonly target: string;
  /** Absolute; null when the run ended before there was a wheelhouse. */
  readonly wheelhouse: string | null;
  readonly archive: string | null;
  /** What `saveWheelhouse` needs later. */
  readonly scope: string;
  readonly restoredKey: string | null;
  readonly manifestSha256: string | null;
  /** The key under which the contents belong; null when nothing is to be saved. */
  readonly key: string | null;
  readonly cacheHit: boolean;
}
