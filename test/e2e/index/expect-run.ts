import { expect } from "vitest";
import type { Counts } from "../../../src/core/report/model.ts";
import type { CliRun } from "./run-cli.ts";
import type { Stage } from "./stage.ts";

/** Every file that a run leaves in its output folder, besides wheels and logs. */
export const REPORT_FILES = [
  "analysis_report.md",
  "build-report.json",
  "dependency-manifest.json",
  "dependency_conflicts.txt",
  "dependency_tree.txt",
  "install-plan.dockerfile",
  "install-plan.sh",
  "package_install_results.csv",
  "recommended_requirements.in",
  "report.html",
  "report.json",
  "report.md",
  "wheel_availability.txt",
] as const;

/** Fails with everything that the run has said. */
export function expectExit(run: CliRun, code: number): void {
  if (run.code !== code) {
    throw new Error(`exit ${run.code ?? run.signal} where ${code} was expected:\n${run.stdout}\n${run.stderr}`);
  }
}

/** The report's counts of the only target, for those that are named. */
export function expectCounts(stage: Stage, counts: Partial<Counts>): void {
  expect(stage.report().targets.map((target) => target.counts)).toMatchObject([counts]);
}

/** `{"error": …}` of `--json`. */
export interface CliError {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly places: readonly { readonly file: string; readonly line: number; readonly column: number }[];
  readonly problems?: readonly string[];
}

export function errorOf(run: CliRun): CliError {
  return (JSON.parse(run.stdout) as { error: CliError }).error;
}
