import type { BuildReport } from "../report/model.ts";
import { isChecked } from "./check/matrix.ts";
import { conflictsOf } from "./issues.ts";
import { checkLines } from "./terminal/check.ts";
import { fixLines } from "./terminal/fix.ts";
import { type Line, paintLines, type Style, wrap } from "./terminal/line.ts";
import { logLines } from "./terminal/log.ts";
import { conflictLines, problemLines, type TextOptions } from "./terminal/problem.ts";
import { targetLines } from "./terminal/target.ts";
import { problemsOf, verdictOf } from "./verdict.ts";
import { conflictGroups } from "./wants.ts";

export type { TextOptions } from "./terminal/problem.ts";

/**
 * The report for a terminal: targets and logs, problems, and the verdict last, where the eye is when the command ends. Safe to
 * print where the Actions runner listens.
 */
export function renderText(report: BuildReport, options: TextOptions): string {
  const width = Math.max(40, options.width);
  const problems = problemsOf(report);
  const told = new Set(problems.flatMap((issue) => conflictsOf(issue, report.conflicts)));
  const blocks: Line[][] = [
    ...report.targets
      .filter((target) => !isChecked(target))
      .map((target) => targetLines(target, { ...options, width })),
    ...checkLines(report, { ...options, width }),
    ...(report.logs ?? []).map((log) => logLines(log, { ...options, width })),
    ...problems.map((issue) => problemLines(issue, report, { ...options, width })),
    ...conflictGroups(report.conflicts.filter((conflict) => !told.has(conflict))).map(({ conflict }): Line[] => [
      [["strong", conflict.explanation === undefined ? "who wants what" : "conflict"]],
      ...conflictLines([conflict], { ...options, width }),
    ]),
    ...report.fixes.map((fix) => fixLines(fix, report, width)),
    verdictLines(report, width),
  ];
  return paintLines(
    blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block])),
    options.color,
  );
}

function verdictLines(report: BuildReport, width: number): Line[] {
  const { level, text } = verdictOf(report);
  const [style, word] = {
    error: ["error", "failed"],
    warning: ["warning", "check"],
    ok: ["ok", "ok"],
  }[level] as [Style, string];
  const rows = wrap(text === word ? "see above" : text, width - word.length - 2);
  return rows.map((row, index) =>
    index === 0
      ? [
          [style, word],
          ["plain", `: ${row}`],
        ]
      : [["plain", `  ${row}`]],
  );
}
