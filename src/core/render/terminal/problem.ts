import type { BuildReport, Conflict, ConflictExplanation, Finding } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { conflictStepLines, conflictTreeLines, minimalCaveat } from "../conflict-tree.ts";
import { terminalText } from "../escape.ts";
import { conflictsOf, type Issue } from "../issues.ts";
import { evidenceText, placeText } from "../places.ts";
import { conflictGroups } from "../wants.ts";
import { cutRows, LABEL_WIDTH, type Line, labelled, wrap } from "./line.ts";
import { wantsLines } from "./wants.ts";

export interface TextOptions {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
  /** 0: what matters · 1: with packages and longer excerpts · 2: everything, nothing shortened. */
  readonly verbosity: 0 | 1 | 2;
}

/** Of the tree of a conflict. */
const MOST_BRANCHES = 40;
const EXCERPT_LINES = [6, 20, 40] as const;

/** One finding: what, why, where, what to do, and the lines of the log that say so. */
export function problemLines(issue: Issue, report: BuildReport, options: TextOptions): Line[] {
  const { finding } = issue;
  const targets = report.targets.length > 1 ? issue.targets : [];
  const isEverywhere = targets.length > 1 && targets.length === report.targets.length;
  const conflicts = conflictsOf(issue, report.conflicts);
  const { width } = options;
  return [
    ...titleLines(finding, width),
    ...wrap(finding.message, width - 2).map((line): Line => [["plain", `  ${line}`]]),
    ...conflictLines(conflicts, options),
    ...(targets.length > 0 ? labelled("on", isEverywhere ? "every target" : targets.join(", "), width) : []),
    ...sourceLines(finding, width),
    ...finding.remedies.flatMap(({ text, commands }) => [
      ...labelled("do", text, width),
      ...commands.map((command): Line => [["plain", `${" ".repeat(LABEL_WIDTH + 2)}${terminalText(command)}`]]),
    ]),
    // The table of a conflict says all that the installer said.
    ...(conflicts.length > 0 && options.verbosity === 0 ? [] : excerptLines(finding, options)),
  ];
}

/** The title, broken where it is too long, and the code where it fits. */
function titleLines({ severity, title, code }: Finding, width: number): Line[] {
  const rows = wrap(clip(title, 500), width - severity.length - 2);
  const lines = (rows.length > 0 ? rows : [code]).map((row, index): Line => {
    if (index > 0) return [["strong", `  ${row}`]];
    return [
      [severity, severity],
      ["strong", `: ${row}`],
    ];
  });
  const last = lines.at(-1) ?? [];
  const length = last.reduce((sum, [, text]) => sum + [...text].length, 0);
  const mark = ["dim", `  [${code}]`] as const;
  return length + code.length + 4 <= width ? [...lines.slice(0, -1), [...last, mark]] : [...lines, [mark]];
}

/**
 * The tree from the user's lines on, with `-v` who wants what, with `-vv` also step by step; who wants what alone where only
 * causes are known. Once for the targets on which it is the same.
 */
export function conflictLines(conflicts: readonly Conflict[], { width, verbosity }: TextOptions): Line[] {
  const groups = conflictGroups(conflicts);
  return groups.flatMap(({ conflict, targets }) => {
    const { explanation, complete } = conflict;
    const where: Line[] = groups.length > 1 && targets.length > 0 ? labelled("on", targets.join(", "), width) : [];
    const wants = wantsLines(conflict, width);
    if (explanation === undefined) return [...where, ...wants, ...(complete ? [] : caveatLines(UNLINKED, width))];
    const table: Line[] = verbosity === 0 ? [] : [[["dim", "  who wants what"]], ...wants];
    return [
      ...where,
      ...treeLines(explanation, width),
      ...table,
      ...(verbosity < 2 ? [] : stepLines(explanation, width)),
    ];
  });
}

function stepLines(explanation: ConflictExplanation, width: number): Line[] {
  const steps = conflictStepLines(explanation).flatMap((step) =>
    wrap(step, width - 7).map((row, index) => [row, index] as const),
  );
  return [
    [["dim", "  step by step"]],
    ...steps.map(([row, index]): Line => [["plain", `    ${index > 0 ? "   " : ""}${row}`]]),
  ];
}

const UNLINKED = "The links between these and your own lines are not all known.";

function caveatLines(caveat: string, width: number): Line[] {
  return wrap(caveat, width - 4).map((line): Line => [["dim", `    ${line}`]]);
}

function treeLines(explanation: ConflictExplanation, width: number): Line[] {
  const caveat = minimalCaveat(explanation);
  return [
    ...conflictTreeLines(explanation, { limit: MOST_BRANCHES, width: width - 4 }).map(
      (row): Line => [["plain", `    ${row}`]],
    ),
    ...(caveat === null ? [] : caveatLines(caveat, width)),
  ];
}

function sourceLines(finding: Finding, width: number): Line[] {
  const places = [
    ...finding.places,
    ...finding.evidence.flatMap((each) => (each.kind === "requirement" ? [each.place] : [])),
  ];
  const others = finding.evidence.filter((each) => each.kind !== "requirement").map(evidenceText);
  const where = [...new Set(places.map(positionOf))];
  return [
    ...(where.length > 0 ? labelled("where", where.join(", "), width) : []),
    ...(others.length > 0 ? labelled("seen in", [...new Set(others)].join(", "), width) : []),
  ];
}

function positionOf(place: { file: string; line: number; column: number }): string {
  return `${placeText(place)}:${place.column}`;
}

function excerptLines({ excerpt = [] }: Finding, { width, verbosity }: TextOptions): Line[] {
  const shown = excerpt.slice(-EXCERPT_LINES[verbosity]);
  const left = excerpt.length - shown.length;
  const rows = verbosity === 2 ? Number.POSITIVE_INFINITY : 3;
  const lines = shown.flatMap((line) => cutRows(line, width - 4, rows).map((row): Line => [["dim", `  │ ${row}`]]));
  const hint = left > 0 ? `  │ … ${left} more above, -${"v".repeat(verbosity + 1)} shows them` : "";
  return hint === "" ? lines : [[["dim", hint]], ...lines];
}
