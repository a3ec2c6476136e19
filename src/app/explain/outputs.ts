import type { ExplainOutputName } from "../../core/options/outputs.ts";
import { problemsOf } from "../../core/render/verdict.ts";
import type { BuildOutcome } from "../build-outcome.ts";

/** Outputs that the report itself decides. */
export function explainOutputsOf({
  report,
  files,
  output,
}: BuildOutcome): readonly (readonly [name: ExplainOutputName, value: string])[] {
  const written = (name: string): string => (files.includes(name) ? `${output}/${name}` : "");
  const problems = problemsOf(report).filter(({ finding }) => finding.severity !== "notice");
  return [
    ["outcome", report.outcome],
    ["report-path", written("report.md")],
    ["report-json", written("report.json")],
    ["problems-count", String(problems.length)],
    ["conflicts-count", String(report.conflicts.length)],
  ];
}
