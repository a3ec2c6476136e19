import type { Place } from "../report/model.ts";
import type { DecodedText } from "./decode.ts";
import { byteOffset } from "./decode.ts";
import type { LocatedProblem } from "./requirement-set.ts";

/** A decoded file that can say where a unit of its text stands, for people and in bytes. */
export interface SourceText {
  readonly path: string;
  readonly decoded: DecodedText;
  /** First unit of each line, as editors and GitHub count lines: after LF, CRLF or CR. */
  readonly lineStarts: readonly number[];
  /** No character has two units, so that columns can be counted by subtraction. */
  readonly plain: boolean;
  /** Where a column was counted last: the next one on that line goes on from there, so a long line is counted once. */
  readonly counted: { unit: number; column: number };
}

export function makeSourceText(path: string, decoded: DecodedText): SourceText {
  const lineStarts = [0];
  for (let at = nextLine(decoded.text, 0); at !== -1; at = nextLine(decoded.text, at)) lineStarts.push(at);
  return { path, decoded, lineStarts, plain: !/[\ud800-\udfff]/.test(decoded.text), counted: { unit: 0, column: 0 } };
}

const LINE_END = /\r\n|\n|\r/g;

/** First unit behind the next line end, -1 when there is none. */
function nextLine(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.test(text) ? LINE_END.lastIndex : -1;
}

export function placeOf(source: SourceText, unit: number): Place {
  const line = lineIndex(source.lineStarts, unit);
  const start = source.lineStarts[line] ?? 0;
  const column = source.plain ? unit - start : countColumns(source, start, unit);
  return { file: source.path, line: line + 1, column: column + 1 };
}

/** Code points from the start of a line to a unit of it. */
function countColumns({ decoded: { text }, counted }: SourceText, start: number, unit: number): number {
  const goesOn = counted.unit >= start && counted.unit <= unit;
  let column = goesOn ? counted.column : 0;
  for (let at = goesOn ? counted.unit : start; at < unit; at += 1) {
    const isSecond = at > start && isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1));
    if (!isSecond) column += 1;
  }
  counted.unit = unit;
  counted.column = column;
  return column;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** The unit at a line and column; null when the text has no such place. The inverse of `placeOf`. */
export function unitAt(source: SourceText, { line, column }: Pick<Place, "line" | "column">): number | null {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return null;
  const end = source.lineStarts[line] ?? source.decoded.text.length;
  const before = source.plain
    ? column - 1
    : [...source.decoded.text.slice(start, end)].slice(0, column - 1).join("").length;
  return start + before <= end && before >= 0 ? start + before : null;
}

export function problemIn(
  source: SourceText,
  unit: number,
  code: string,
  message: string,
  expected: string | null,
): LocatedProblem {
  const { file, line, column } = placeOf(source, unit);
  return { code, message, expected, file, line, column, offset: byteOffset(source.decoded, unit) };
}

/** Index of the last line that starts at or before a unit. */
function lineIndex(starts: readonly number[], unit: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}
