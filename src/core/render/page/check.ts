import type { BuildReport } from "../../report/model.ts";
import {
  type Cell as CheckCell,
  type CheckMatrix,
  checkMatrix,
  isSized,
  type Row,
  type Standing,
} from "../check/matrix.ts";
import { differingPins } from "../check/pins.ts";
import { closureTexts, neededBy, targetSentence, targetWords } from "../check/tally.ts";
import { targetLabel } from "../check/target-label.ts";
import { htmlCode, htmlText } from "../escape.ts";
import { placeText } from "../places.ts";
import { countOf, sizeOf } from "../words.ts";
import { type Cell, codeCell, htmlTable, numberCell, section, textCell } from "./element.ts";

const MARKS: Readonly<Record<Standing, string>> = { none: "✗", built: "~", unknown: "?", doubtful: "!", wheel: "✓" };

/** What was judged, packages against targets. Empty for a report in which nothing was judged. */
export function checkSection(report: BuildReport): string {
  const matrix = checkMatrix(report);
  if (matrix === null) return "";
  const bad = matrix.rows.filter(({ worst }) => worst !== "wheel");
  const good = matrix.rows.filter(({ worst }) => worst === "wheel");
  const everywhere = matrix.targets.length > 1 ? " for every target that needs them" : "";
  const rest = `<details${bad.length === 0 ? " open" : ""}><summary>${countOf(good.length, "package")} with a wheel${everywhere}</summary>\n${matrixTable(matrix, good)}\n</details>`;
  const parts = [
    sums(matrix),
    ...(bad.length > 0 ? [matrixTable(matrix, bad)] : []),
    ...(good.length > 0 ? [rest] : []),
    closures(matrix),
    pins(report),
  ];
  return section("Wheels", parts.filter((part) => part !== "").join("\n"));
}

function sums({ targets }: CheckMatrix): string {
  const [only] = targets;
  if (targets.length === 1 && only !== undefined) return `<p>${htmlText(targetSentence(only, targetLabel(only)))}</p>`;
  const rows = targets.map((each) => `<dt>${htmlCode(targetLabel(each))}</dt><dd>${htmlText(targetWords(each))}</dd>`);
  return `<dl class="sums">\n${rows.join("\n")}\n</dl>`;
}

function matrixTable({ targets }: CheckMatrix, rows: readonly Row[]): string {
  const single = targets.length === 1;
  const sized = isSized(rows);
  const columns = [
    "Package",
    "From",
    ...(single ? ["Wheel", ...(sized ? ["Size"] : [])] : targets.map(({ target }) => target)),
  ];
  const table = htmlTable(
    columns,
    rows.map((row): Cell[] => [
      codeCell(`${row.name} ${row.version ?? ""}`.trim()),
      textCell(neededBy(row.places.map(placeText), row.requiredBy)),
      ...row.cells.flatMap((cell): Cell[] => cellsOf(cell, row, single, sized)),
    ]),
  );
  return `<div class="matrix">${table}</div>`;
}

function cellsOf(cell: CheckCell | null, row: Row, single: boolean, sized: boolean): Cell[] {
  if (cell === null) return single ? [textCell(""), ...(sized ? [numberCell("")] : [])] : [textCell("not needed")];
  const version = row.version === null && cell.version !== null ? `${cell.version} ` : "";
  const text = `${version}${single ? cell.longWords : cell.words}`;
  const marked: Cell = { kind: "marked", standing: cell.standing, mark: MARKS[cell.standing], text };
  return single && sized ? [marked, numberCell(cell.bytes === null ? "" : sizeOf(cell.bytes))] : [marked];
}

/** Where targets have different versions: what could be pinned. */
function pins(report: BuildReport): string {
  const { texts, lines } = differingPins(report, true);
  const block = lines.length === 0 ? [] : [`<pre>${htmlText(lines.join("\n"))}</pre>`];
  return [...texts.map((text) => `<p class="soft">${htmlText(text)}</p>`), ...block].join("\n");
}

function closures(matrix: CheckMatrix): string {
  const paragraphs = closureTexts(matrix).map(({ text, of }) => {
    const which = (of ?? []).map((index) => htmlCode(matrix.targets[index]?.target ?? "")).join(", ");
    return `<p class="soft">${which}${which === "" ? "" : ": "}${htmlText(text)}</p>`;
  });
  return paragraphs.join("\n");
}
