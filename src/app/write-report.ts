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
  const written: string[] = [];
  let trouble: string | null = null;
  for (const { path, render } of renderers) {
    try {
      await files.writeFile(`${output}/${path}`, render(report, extras));
      written.push(path);
    } catch (error) {
      trouble ??= error instanceof Error ? error.message : String(error);
    }
  }
  const told = trouble === null ? report : withTrouble(report, trouble);
  return { report: told, exitCode: exitCodeOf(told, failOn), output, files: written.sort() };
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
