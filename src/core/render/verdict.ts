import type { BuildReport } from "../report/model.ts";
import { builtWheelsOf } from "./built-wheels.ts";
import { besidesTally, checkTally } from "./check/tally.ts";
import { type Issue, isBuildNotice, issuesOf, tallyOf } from "./issues.ts";
import { countOf } from "./words.ts";

/** The one line that a reader sees first. `text` is plain and made of our words only. */
export interface Verdict {
  readonly level: "error" | "warning" | "ok";
  readonly mark: "❌" | "⚠️" | "✅";
  readonly text: string;
}

const MARKS = { error: "❌", warning: "⚠️", ok: "✅" } as const;

export function verdictOf(report: BuildReport): Verdict {
  const issues = issuesOf(report);
  const level = levelOf(report, issues);
  const check = checkTally(report);
  const told = issues.filter(({ finding }) => finding.severity !== "notice");
  const tallies = tallyOf(check === null ? told : besidesTally(told, check));
  // What was found of each line alone is worth little where they cannot hold together.
  const sums = check === null ? [] : [check.text];
  const parts = report.conflicts.length > 0 ? [...tallies, ...sums] : [...sums, ...tallies];
  const words = parts.length > 0 ? parts : [report.outcome === "failed" ? "failed" : goodWords(report)];
  const builtNow = builtWheelsOf(report).filter(({ now }) => now).length;
  const built = builtNow > 0 ? [`${builtNow} built from source`] : [];
  const isTold = issues.some(({ finding }) => finding.code === "incomplete");
  const cut = report.complete || isTold ? [] : ["cut short"];
  return { level, mark: MARKS[level], text: [...words, ...built, ...cut].join(", ") };
}

/** What there is when nothing is wrong: packages that are ready, or logs that tell of nothing else. */
function goodWords(report: BuildReport): string {
  const logs = report.targets.length > 0 ? 0 : (report.logs ?? []).length;
  if (logs === 0) return `${countOf(sumOf(report, "packages"), "package")} ready`;
  return logs === 1 ? "no problem in this log" : `no problem in ${logs} logs`;
}

/** What is to be read in the list of problems: all but the notices about wheels that are listed as built. */
export function problemsOf(report: BuildReport): Issue[] {
  return issuesOf(report).filter((issue) => !isBuildNotice(issue));
}

export function sumOf(report: BuildReport, key: keyof BuildReport["targets"][number]["counts"]): number {
  return report.targets.reduce((sum, { counts }) => sum + counts[key], 0);
}

function levelOf(report: BuildReport, issues: readonly Issue[]): Verdict["level"] {
  if (report.outcome === "failed" || issues.some(({ finding }) => finding.severity === "error")) return "error";
  const warned = issues.some(({ finding }) => finding.severity === "warning");
  return warned || !report.complete ? "warning" : "ok";
}
