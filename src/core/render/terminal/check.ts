import type { BuildReport, TargetReport } from "../../report/model.ts";
import { capitalised } from "../../wording.ts";
import { clip } from "../budget.ts";
import { type CheckMatrix, checkMatrix, type Row, type Standing } from "../check/matrix.ts";
import { differingPins } from "../check/pins.ts";
import { closureTexts, neededBy, targetWords } from "../check/tally.ts";
import { targetLabel } from "../check/target-label.ts";
import { closureDecisions } from "../closure-decisions.ts";
import { decisionLines } from "../decision-tree.ts";
import { terminalText } from "../escape.ts";
import { placeText } from "../places.ts";
import { countOf, sizeOf } from "../words.ts";
import { type Line, labelled, type Segment, type Style, wrap } from "./line.ts";
import type { TextOptions } from "./problem.ts";

const MARKS: Readonly<Record<Standing, readonly [Style, string]>> = {
  none: ["error", "✗"],
  built: ["warning", "~"],
  unknown: ["warning", "?"],
  doubtful: ["warning", "!"],
  wheel: ["ok", "✓"],
};

/** More rows than this are not all shown unless asked for: those with a wheel everywhere are only counted. */
const ROWS_SHOWN = 40;
/** Projects of which targets have different versions, unless asked for all. */
const PINS_SHOWN = 5;
/** Columns for one target: a blank, the mark, the words. */
const CELL_WIDTH = { least: 16, most: 28 } as const;

/** Columns that a list leaves for the words of a verdict, with what stands between the columns. */
const LEAST_WORDS = 24;

/** What was judged: a list for one target, a matrix for several, and how what is pulled in was told. */
export function checkLines(report: BuildReport, options: TextOptions): Line[][] {
  const matrix = checkMatrix(report);
  if (matrix === null) return [];
  const rows = shownRows(matrix, options);
  const rest = matrix.rows.length - rows.length;
  const more: Line[] = rest === 0 ? [] : [[["dim", `  ${countOf(rest, "more package")} with a wheel, -v shows them`]]];
  const isOne = matrix.targets.length === 1;
  const table = isOne ? listLines(rows, options) : matrixLines(matrix, rows, options);
  return [
    [
      ...matrix.targets.flatMap((each, index) => headLines(each, isOne ? null : index + 1, options.width)),
      ...closureLines(matrix, options),
      ...pinsLines(report, options),
    ],
    [...table, ...more],
    ...triedLines(matrix, options),
  ].filter((block) => block.length > 0);
}

/** What the solver tried, where that was asked for; the targets by their numbers. */
function triedLines({ targets }: CheckMatrix, options: TextOptions): Line[][] {
  if (options.verbosity === 0) return [];
  return closureDecisions(targets).map(({ tree, of }) => {
    const [head = [], ...steps] = decisionLines(tree, options);
    const which = of.map((index) => index + 1).join(", ");
    return targets.length === 1 ? [head, ...steps] : [[...head, ["dim", ` (${which})`]], ...steps];
  });
}

/** A target with its sum, numbered where there are several. */
function headLines(target: TargetReport, number: number | null, width: number): Line[] {
  const mark = number === null ? "" : `${number}  `;
  const rows = wrap(`${capitalised(targetWords(target))}.`, Math.max(20, width - 4));
  return [
    [
      ["dim", mark],
      ["strong", terminalText(clip(targetLabel(target), Math.max(20, width - mark.length)))],
    ],
    ...rows.map((row): Line => [["plain", `  ${row}`]]),
  ];
}

function shownRows({ rows }: CheckMatrix, { verbosity }: TextOptions): readonly Row[] {
  return verbosity > 0 || rows.length <= ROWS_SHOWN ? rows : rows.filter(({ worst }) => worst !== "wheel");
}

/** One target: package, size, words; who brings it in where that is asked for. */
function listLines(rows: readonly Row[], { width, verbosity }: TextOptions): Line[] {
  const names = rows.map((row) => nameOf(row));
  const sizes = rows.map(({ cells }) => (cells[0]?.bytes == null ? "" : sizeOf(cells[0].bytes)));
  const sizeColumn = Math.max(0, ...sizes.map(lengthOf));
  const column = Math.min(36, width - sizeColumn - LEAST_WORDS, Math.max(0, ...names.map(lengthOf)));
  return rows.map((row, index): Line => {
    const cell = row.cells[0];
    const name = clip(names[index] ?? "", column).padEnd(column);
    if (cell == null) return [["plain", `    ${name}`]];
    const [style, mark] = MARKS[cell.standing];
    const from = verbosity === 0 ? "" : neededBy(row.places.map(placeText), row.requiredBy);
    const room = width - column - sizeColumn - 8;
    return [
      ["plain", "  "],
      [style, mark],
      ["plain", ` ${name}`],
      ["dim", `  ${(sizes[index] ?? "").padStart(sizeColumn)}`],
      ["plain", `  ${clip(terminalText(cell.longWords), verbosity === 0 ? room : 400)}`],
      ["dim", from === "" ? "" : `  ${terminalText(from)}`],
    ];
  });
}

/** Several targets: as many columns as fit, then the next ones below. */
function matrixLines({ targets }: CheckMatrix, rows: readonly Row[], { width }: TextOptions): Line[] {
  const column = Math.min(28, Math.max(7, ...rows.map((row) => lengthOf(nameOf(row)))));
  const room = width - column - 2;
  const fitting = Math.min(targets.length, Math.max(1, Math.floor(room / CELL_WIDTH.least)));
  const cell = Math.min(CELL_WIDTH.most, Math.max(CELL_WIDTH.least, Math.floor(room / fitting)));
  const starts = Array.from({ length: Math.ceil(targets.length / fitting) }, (_, part) => part * fitting);
  return starts.flatMap((from, part) => [
    ...(part === 0 ? [] : [[]]),
    ...partLines(rows, { column, cell, from, to: Math.min(targets.length, from + fitting) }),
  ]);
}

interface Part {
  /** Width of the names, and of one cell. */
  readonly column: number;
  readonly cell: number;
  /** Targets, end exclusive. */
  readonly from: number;
  readonly to: number;
}

function partLines(rows: readonly Row[], part: Part): Line[] {
  const numbers = Array.from({ length: part.to - part.from }, (_, index) => ` ${part.from + index + 1}`);
  const head = `  ${"".padEnd(part.column)}${numbers.map((number) => number.padEnd(part.cell)).join("")}`;
  return [[["dim", head.trimEnd()]], ...rows.map((row) => rowLine(row, part))];
}

function rowLine(row: Row, { column, cell: size, from, to }: Part): Line {
  const cells = row.cells.slice(from, to).flatMap((cell): Segment[] => {
    if (cell === null) return [["dim", " –".padEnd(size)]];
    const [style, mark] = MARKS[cell.standing];
    const version = row.version === null && cell.version !== null ? `${cell.version} ` : "";
    const text = clip(terminalText(`${version}${cell.words}`), size - 3);
    return [
      ["plain", " "],
      [style, mark],
      ["plain", ` ${text}`.padEnd(size - 2)],
    ];
  });
  return [["plain", `  ${clip(nameOf(row), column).padEnd(column)}`], ...cells];
}

/** How it was told what the requirements pull in; once where it is the same for all targets. */
function closureLines(matrix: CheckMatrix, { width }: TextOptions): Line[] {
  return closureTexts(matrix).flatMap(({ text, of }, index) => {
    const which = of === null ? "" : `(${of.map((target) => target + 1).join(", ")}) `;
    return labelled(index === 0 ? "closure" : "", `${which}${text}`, width);
  });
}

/** Where targets have different versions: what could be pinned. */
function pinsLines(report: BuildReport, { width, verbosity }: TextOptions): Line[] {
  const { texts, splitLines } = differingPins(report, verbosity > 0);
  const shown = verbosity > 0 ? texts : texts.slice(0, PINS_SHOWN);
  const rest = texts.length - shown.length;
  const all = [
    ...shown.map((text) => clip(text, 600)),
    ...(rest > 0 ? [`… and ${countOf(rest, "more project")}, -v shows them`] : []),
    ...splitLines.slice(0, verbosity > 0 ? splitLines.length : 2 * PINS_SHOWN),
  ];
  return all.flatMap((text, index) => labelled(index === 0 ? "pins" : "", text, width));
}

function nameOf({ name, version }: Row): string {
  return terminalText(version === null ? name : `${name} ${version}`);
}

function lengthOf(text: string): number {
  return [...text].length;
}
