import type { Conflict, ConflictExplanation } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { conflictStepLines, conflictTreeLines, minimalCaveat } from "../conflict-tree.ts";
import { codeSpan, fencedBlock, markdownText } from "../escape.ts";
import { type ConflictGroup, conflictGroups } from "../wants.ts";
import { countOf } from "../words.ts";
import type { Detail, MarkdownOptions } from "./detail.ts";
import { details } from "./table.ts";
import { wantsTable } from "./wants.ts";

/** Lines of the tree of a conflict. */
const MOST_BRANCHES = 60;
/** Columns of a comment on GitHub: longer lines would have to be scrolled. */
const WIDTH = 96;

/** Each conflict with its tree, and who wants what; once for the targets on which it is the same. */
export function conflictSection(conflicts: readonly Conflict[], detail: Detail, options: MarkdownOptions): string {
  const groups = conflictGroups(conflicts);
  const shown = groups.slice(0, detail.rows).map((group) => conflictBlock(group, detail, options));
  const rest = groups.length - shown.length;
  if (rest > 0) shown.push(`… and ${countOf(rest, "more conflict")}, listed in full in the report.json of this run.`);
  return shown.join("\n\n");
}

function conflictBlock({ conflict, targets }: ConflictGroup, detail: Detail, options: MarkdownOptions): string {
  const { project, complete, explanation } = conflict;
  const name = project === null ? null : codeSpan(clip(project, 100));
  const title =
    explanation === undefined
      ? `Who wants ${name === null ? "what" : `which ${name}`}`
      : `Conflict${name === null ? "" : ` over ${name}`}`;
  const rows = wantsTable(conflict, detail, options);
  return [
    `### ${title}${onTargets(targets, options)}`,
    ...(explanation === undefined ? [] : conflictTree(explanation, detail)),
    explanation === undefined || detail.rows === 0 ? rows : details("Who wants what", rows),
    ...(complete || (explanation !== undefined && detail.rows > 0)
      ? []
      : ["The installer named these; the links between them and your own lines are not all known."]),
  ].join("\n\n");
}

function onTargets(targets: readonly string[], { targetCount = 0 }: MarkdownOptions): string {
  if (targets.length === targetCount) return targetCount > 1 ? " on every target" : "";
  const names = targets.slice(0, 3).map((target) => codeSpan(clip(target, 100)));
  const more = targets.length > names.length ? `, … (${targets.length} targets)` : "";
  return names.length === 0 ? "" : ` on ${names.join(", ")}${more}`;
}

/** The tree; where there is room the steps and the chart too, both closed. */
function conflictTree(explanation: ConflictExplanation, detail: Detail): readonly string[] {
  if (detail.rows === 0) return [];
  const caveat = minimalCaveat(explanation);
  const steps = fencedBlock(conflictStepLines(explanation).join("\n"));
  const { mermaid } = explanation;
  return [
    fencedBlock(
      conflictTreeLines(explanation, { limit: Math.min(detail.rows, MOST_BRANCHES), width: WIDTH }).join("\n"),
    ),
    ...(caveat === null ? [] : [caveat]),
    ...(detail.charts ? [details("Step by step", steps)] : []),
    ...(detail.charts && mermaid !== null ? [details("As a chart", fencedBlock(mermaid, "mermaid"))] : []),
  ];
}

/** Titles of problems that are gone, as a list in one paragraph. */
export function titleList(titles: readonly string[], limit = 10): string {
  const shown = titles.slice(0, limit).map((title) => markdownText(clip(title, 200)));
  return shown.join(" · ") + (titles.length > limit ? ` · and ${titles.length - limit} more` : "");
}
