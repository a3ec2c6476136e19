import type { BuildReport } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { codeSpan, markdownText } from "../escape.ts";
import { compareIssues, type Issue, issuesOf } from "../issues.ts";
import { safeUrl, shortSha } from "../run-info.ts";
import { problemsOf, verdictOf } from "../verdict.ts";
import { countOf } from "../words.ts";
import { checkSection } from "./check.ts";
import { conflictSection, titleList } from "./conflicts.ts";
import { solverDecisions } from "./decisions.ts";
import { deltaTable } from "./delta.ts";
import type { Detail, MarkdownOptions } from "./detail.ts";
import { fixSection } from "./fixes.ts";
import { logDetails, logOverview } from "./logs.ts";
import { logExcerpts, problemTable, targetWords } from "./problems.ts";
import { details } from "./table.ts";
import { builtTable, cacheLines, packageList, targetOverview } from "./targets.ts";

const CUT_SHORT = "> [!WARNING]\n> The run was cut short: what is not listed here is unknown, not absent.";

/** The verdict with its counts, so that the subject of an e-mail says what matters. */
export function titleLine(report: BuildReport): string {
  const { mark, text } = verdictOf(report);
  const targets = targetWords(report.targets.map(({ target }) => target));
  const subject = targets === "" ? logWords(report) : targets;
  return `## ${mark} Wheelhouse: ${text}${subject === "" ? "" : ` · ${subject}`}`;
}

/** `` `pip.log` `` or `3 logs`; empty for none. */
function logWords({ logs = [] }: BuildReport): string {
  const [only] = logs;
  if (only === undefined) return "";
  return logs.length === 1 ? codeSpan(clip(only.file, 100)) : countOf(logs.length, "log");
}

/** The whole report as GFM: what a reviewer needs first comes first. */
export function markdownDocument(report: BuildReport, given: MarkdownOptions): (detail: Detail) => string {
  const options = { ...given, targetCount: report.targets.length };
  const problems = problemsOf(report);
  const base = options.base === undefined ? undefined : issuesOf(options.base);
  const change = base === undefined ? undefined : compareIssues(problems, base);
  const title = titleLine(report);
  const delta = deltaTable(report, options);
  return (detail) =>
    [
      title,
      report.complete ? "" : CUT_SHORT,
      targetOverview(report, detail),
      checkSection(report, detail, options),
      logOverview(report, detail),
      delta,
      problemSection(change?.fresh ?? problems, detail, options),
      conflictSection(report.conflicts, detail, options),
      fixSection(report, detail),
      builtTable(report, detail),
      unchangedSection(change?.unchanged ?? [], detail, options),
      change === undefined || change.fixed.length === 0 ? "" : fixedLine(change.fixed),
      cacheLines(report, detail),
      logExcerpts(problems, detail),
      logDetails(report, detail),
      solverDecisions(report, detail),
      packageList(report, detail),
      footer(report, detail, options),
    ]
      .filter((part) => part !== "")
      .join("\n\n")
      .concat("\n");
}

function problemSection(problems: readonly Issue[], detail: Detail, options: MarkdownOptions): string {
  if (problems.length === 0) return "";
  const heading = options.base === undefined ? "Problems" : "New problems";
  return `### ${heading}\n\n${problemTable(problems, detail, options)}`;
}

function unchangedSection(unchanged: readonly Issue[], detail: Detail, options: MarkdownOptions): string {
  if (unchanged.length === 0) return "";
  const summary = `${countOf(unchanged.length, "problem")} that the base has too`;
  return detail.unchanged ? details(summary, problemTable(unchanged, detail, options)) : `${summary}.`;
}

function fixedLine(fixed: readonly Issue[]): string {
  return `✅ Gone since the base: ${titleList(fixed.map(({ finding }) => finding.title))}`;
}

function footer(report: BuildReport, detail: Detail, { run }: MarkdownOptions): string {
  const url = run?.url == null ? null : safeUrl(run.url);
  const label = run?.label == null ? "this run" : `run ${run.label.replace(/[^\w#, .-]/g, "")}`;
  const parts = [
    `Wheelhouse ${markdownText(report.tool.version)}`,
    ...(url === null ? [] : [`[${label.replace("#", "\\#")}](<${url}>)`]),
    ...(run?.sha == null ? [] : [`commit ${codeSpan(shortSha(run.sha))}`]),
    // A comment has a summary beside it; a summary or a file has not.
    `in full: ${run === undefined || detail.packages ? "" : "the job summary, "}\`report.json\``,
  ];
  return `<sub>${parts.join(" · ")}</sub>`;
}
