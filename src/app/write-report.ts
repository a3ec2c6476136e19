import type { FailOn } from "../core/options/options.ts";
import type { RenderExtras } from "../core/render/extras.ts";
import { renderers } from "../core/render/renderers.ts";
import type { BuildReport, Finding } from "../core/report/model.ts";
import type { Files } from "../ports/files.ts";
import { exitCodeOf } from "./build/build-report.ts";
import type { BuildOutcome } from "./build-outcome.ts";

/** Writes every report file. When the disk does not take them, the report still goes on, and says so. */
export async function writeReport(
  files: Files,
  {
    report,
    output,
    extras,
    failOn,
  }: {
    readonly report: BuildReport;
    /** Absolute. */
    readonly output: string;
    readonly extras: RenderExtras;
    readonly failOn: FailOn;
  },
): Promise<Omit<BuildOutcome, "targets">> {
  // One is rendered while those before it are on their way to the disk.
  const attempts = await Promise.allSettled(
    renderers.map(async ({ path, render }) => {
      await files.writeFile(`${output}/${path}`, render(report, extras));
      return path;
    }),
  );
  const written = attempts.flatMap((attempt) => (attempt.status === "fulfilled" ? [attempt.value] : []));
  const failure = attempts.find((attempt) => attempt.status === "rejected");
  const told = failure === undefined ? report : withTrouble(report, messageOf(failure.reason));
  return { report: told, exitCode: exitCodeOf(told, failOn), output, files: written.sort() };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function withTrouble(report: BuildReport, trouble: string): BuildReport {
  const finding: Finding = {
    code: "incomplete",
    severity: "error",
    target: null,
    title: "Report files could not be written",
    message: trouble,
    packages: [],
    places: [],
    evidence: [],
    remedies: [],
  };
  return { ...report, complete: false, outcome: "failed", findings: [finding, ...report.findings] };
}
