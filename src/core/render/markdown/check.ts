import type { BuildReport } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { type Cell, type CheckMatrix, checkMatrix, isSized, type Row, type Standing } from "../check/matrix.ts";
import { differingPins } from "../check/pins.ts";
import { closureTexts, neededBy, targetSentence, targetWords } from "../check/tally.ts";
import { targetLabel } from "../check/target-label.ts";
import { cellCode, cellText, codeSpan, fencedBlock, markdownText } from "../escape.ts";
import { placeText } from "../places.ts";
import { placeUrl } from "../run-info.ts";
import { countOf, sizeOf } from "../words.ts";
import type { Detail, MarkdownOptions } from "./detail.ts";
import { details, longTable } from "./table.ts";

const MARKS: Readonly<Record<Standing, string>> = {
  none: "❌",
  built: "🔨",
  unknown: "❔",
  doubtful: "⚠️",
  wheel: "✅",
};

/** Projects of which targets have different versions. */
const PINS_SHOWN = 20;

/** More columns than this make a table that nobody can read; the other targets follow in a second one. */
const COLUMNS_SHOWN = 5;

/** What was judged: sums, then a table of packages against targets. Empty for a report in which nothing was judged. */
export function checkSection(report: BuildReport, detail: Detail, options: MarkdownOptions): string {
  const matrix = checkMatrix(report);
  if (matrix === null) return "";
  return [...sums(matrix, detail), ...tables(matrix, detail, options), closures(matrix, detail), pins(report, detail)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function sums({ targets }: CheckMatrix, detail: Detail): string[] {
  const [only] = targets;
  if (only === undefined) return [];
  if (targets.length === 1) return [markdownText(targetSentence(only, clip(targetLabel(only), 100)))];
  const lines = targets
    .slice(0, detail.rows)
    .map((each) => `- ${codeSpan(clip(targetLabel(each), 100))}: ${targetWords(each)}`);
  const rest = targets.length - lines.length;
  return [[...lines, ...(rest > 0 ? [`- … and ${countOf(rest, "more target")}`] : [])].join("\n")];
}

/** What needs attention is seen at once, wheels that fit everywhere are collapsed. */
function tables(matrix: CheckMatrix, detail: Detail, options: MarkdownOptions): string[] {
  const { targets } = matrix;
  const parts = Array.from({ length: Math.ceil(targets.length / COLUMNS_SHOWN) }, (_, part) => part * COLUMNS_SHOWN);
  const bad = matrix.rows.filter(({ worst }) => worst !== "wheel");
  const good = matrix.rows.filter(({ worst }) => worst === "wheel");
  const open = parts.map((from) => matrixTable(matrix, bad, from, detail, options));
  if (good.length === 0 || detail.rows === 0) return open;
  const everywhere = targets.length > 1 ? " for every target that needs them" : "";
  const body = parts.map((from) => matrixTable(matrix, good, from, { ...detail, visibleRows: detail.rows }, options));
  return [...open, details(`✅ ${countOf(good.length, "package")} with a wheel${everywhere}`, body.join("\n\n"))];
}

function matrixTable(
  { targets }: CheckMatrix,
  rows: readonly Row[],
  from: number,
  detail: Detail,
  options: MarkdownOptions,
): string {
  if (rows.length === 0) return "";
  const shown = targets.slice(from, from + COLUMNS_SHOWN);
  const single = targets.length === 1;
  const sized = isSized(rows);
  return longTable({
    columns: [
      "Package",
      "From",
      ...(single ? ["Wheel", ...(sized ? ["Size ›"] : [])] : shown.map(({ target }) => cellCode(clip(target, 100)))),
    ],
    count: rows.length,
    rows: (start, end) =>
      rows
        .slice(start, end)
        .map((row) => [
          cellCode(clip(`${row.name} ${row.version ?? ""}`.trim(), 200)),
          fromCell(row, options),
          ...row.cells
            .slice(from, from + COLUMNS_SHOWN)
            .flatMap((cell) => cellsOf(cell, row, { single, sized, detail })),
        ]),
    noun: "package",
    visible: detail.visibleRows,
    limit: detail.rows,
  });
}

interface Shape {
  /** One target: room for more words, and for the size where some are known. */
  readonly single: boolean;
  readonly sized: boolean;
  readonly detail: Detail;
}

function cellsOf(cell: Cell | null, row: Row, { single, sized, detail }: Shape): string[] {
  if (cell === null) return single ? ["", ...(sized ? [""] : [])] : ["not needed"];
  const text = cellText(clip(single ? cell.longWords : cell.words, detail.sentence));
  if (single) {
    const size = cell.bytes === null ? "" : sizeOf(cell.bytes);
    return [`${MARKS[cell.standing]} ${text}`, ...(sized ? [size] : [])];
  }
  const version = row.version === null && cell.version !== null ? `${cellCode(clip(cell.version, 50))} ` : "";
  return [`${MARKS[cell.standing]} ${version}${text}`];
}

function fromCell({ places, requiredBy }: Row, options: MarkdownOptions): string {
  const [place] = places;
  if (place === undefined) return cellText(clip(neededBy([], requiredBy), 200));
  const label = cellCode(clip(placeText(place), 200));
  const url = placeUrl(place, options.run);
  return url === null ? label : `[${label}](<${url}>)`;
}

/** Where targets have different versions: what could be pinned. */
function pins(report: BuildReport, detail: Detail): string {
  const { texts, lines } = differingPins(report, false);
  const shown = texts.slice(0, Math.min(detail.rows, PINS_SHOWN));
  if (shown.length === 0) return "";
  const rest = texts.length - shown.length;
  const items = shown.map((text) => `- ${markdownText(clip(text, detail.sentence))}`);
  const more = rest > 0 ? [`- … and ${countOf(rest, "more project")} in the report.json of this run`] : [];
  const text = lines.slice(0, detail.rows).map((line) => clip(line, 300));
  const block = text.length === 0 ? [] : [details("Constraints for all targets", fencedBlock(text.join("\n")))];
  return [[...items, ...more].join("\n"), ...block].join("\n\n");
}

function closures(matrix: CheckMatrix, detail: Detail): string {
  const paragraphs = closureTexts(matrix).map(({ text, of }) => {
    const which = (of ?? []).map((index) => codeSpan(clip(matrix.targets[index]?.target ?? "", 100))).join(", ");
    return `${which}${which === "" ? "" : ": "}${markdownText(clip(text, detail.sentence))}`;
  });
  return paragraphs.slice(0, Math.max(1, detail.rows)).join("\n\n");
}
