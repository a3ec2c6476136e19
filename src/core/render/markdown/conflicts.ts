import type { Conflict, ConflictCause, ConflictExplanation } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { conflictStepLines, conflictTreeLines, minimalCaveat } from "../conflict-tree.ts";
import { cellCode, codeSpan, fencedBlock, markdownText } from "../escape.ts";
import { placeText } from "../places.ts";
import { placeUrl } from "../run-info.ts";
import { countOf } from "../words.ts";
import type { Detail, MarkdownOptions } from "./detail.ts";
import { details, longTable } from "./table.ts";

/** Lines of the tree of a conflict. */
const MOST_BRANCHES = 60;

/** Who wants what: one small table for each conflict. */
export function conflictTables(conflicts: readonly Conflict[], detail: Detail, options: MarkdownOptions): string {
  const shown = conflicts.slice(0, detail.rows);
  const tables = shown.map((conflict) => conflictTable(conflict, detail, options));
  const rest = conflicts.length - shown.length;
  if (rest > 0) tables.push(`… and ${countOf(rest, "more conflict")}, listed in full in the report.json of this run.`);
  return tables.join("\n\n");
}

function conflictTable(conflict: Conflict, detail: Detail, options: MarkdownOptions): string {
  const { project, target, causes, explanation } = conflict;
  const title = project === null ? "Who wants what" : `Who wants which ${codeSpan(clip(project, 100))}`;
  const rows = longTable({
    columns: ["Wanted", "By", "From"],
    count: causes.length,
    rows: (from, to) => causes.slice(from, to).map((cause) => causeRow(cause, options)),
    noun: "requirement",
    visible: detail.visibleRows,
    limit: Math.min(detail.rows, 100),
  });
  return [
    `### ${title}${target === null ? "" : ` on ${codeSpan(clip(target, 100))}`}`,
    ...(explanation === undefined ? [] : conflictTree(explanation, detail)),
    rows,
    ...(conflict.complete
      ? []
      : ["The installer named these; the links between them and your own lines are not all known."]),
  ].join("\n\n");
}

/** The tree; where there is room the steps and the chart too, both closed. */
function conflictTree(explanation: ConflictExplanation, detail: Detail): readonly string[] {
  if (detail.rows === 0) return [];
  const caveat = minimalCaveat(explanation);
  const steps = fencedBlock(conflictStepLines(explanation).join("\n"));
  const { mermaid } = explanation;
  return [
    fencedBlock(conflictTreeLines(explanation, Math.min(detail.rows, MOST_BRANCHES)).join("\n")),
    ...(caveat === null ? [] : [caveat]),
    ...(detail.charts ? [details("Step by step", steps)] : []),
    ...(detail.charts && mermaid !== null ? [details("As a chart", fencedBlock(mermaid, "mermaid"))] : []),
  ];
}

function causeRow({ kind, requirer, requirement, place }: ConflictCause, options: MarkdownOptions): string[] {
  const by = { requested: "you", constraint: "a constraint", depends: "a dependency" }[kind];
  const from = place === null ? "" : cellCode(clip(placeText(place), 200));
  const url = place === null ? null : placeUrl(place, options.run);
  return [
    cellCode(clip(requirement, 200)),
    requirer === null ? by : cellCode(clip(requirer, 200)),
    url === null ? from || "its metadata" : `[${from}](<${url}>)`,
  ];
}

/** Titles of problems that are gone, as a list in one paragraph. */
export function titleList(titles: readonly string[], limit = 10): string {
  const shown = titles.slice(0, limit).map((title) => markdownText(clip(title, 200)));
  return shown.join(" · ") + (titles.length > limit ? ` · and ${titles.length - limit} more` : "");
}
