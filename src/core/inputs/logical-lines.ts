import { PYTHON_SPACE, stripRange } from "../pep/python-text.ts";

/** Content of one or more lines joined by "\" at their ends, without comment and surrounding space; never empty. */
export interface LogicalLine {
  readonly text: string;
  /** Number of the first physical line as pip counts: Python's `splitlines` also splits at form feeds and the like. */
  readonly pipLine: number;
  /** Where each piece of `text` was found. */
  readonly pieces: readonly Piece[];
}

interface Piece {
  /** Index in the logical text at which the piece begins. */
  readonly at: number;
  /** Unit of the file's text at which it was found. */
  readonly source: number;
}

interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

const LINE_END = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g;
const COMMENT_LINE = new RegExp(`^[${PYTHON_SPACE}]*#`);
const COMMENT = new RegExp(`(?:^|[${PYTHON_SPACE}]+)#`);

/** Cuts a file's text into logical lines exactly as pip does (`req_file.preprocess`, pip 26). */
export function splitLogicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let pending: PhysicalLine[] = [];
  const finish = (parts: readonly PhysicalLine[]) => {
    const line = joinLines(text, parts);
    if (line !== null) lines.push(line);
  };
  for (const line of physicalLines(text)) {
    const content = text.slice(line.start, line.end);
    // A comment ends a continuation even when it ends in "\" itself.
    if (COMMENT_LINE.test(content)) {
      finish(pending);
      pending = [];
    } else if (content.endsWith("\\")) {
      pending.push(line);
    } else {
      finish([...pending, line]);
      pending = [];
    }
  }
  finish(pending);
  return lines;
}

/** Unit of the file's text for an index of the logical text. */
export function sourceIndex(line: LogicalLine, index: number): number {
  let low = 0;
  let high = line.pieces.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((line.pieces[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const piece = line.pieces[low];
  return piece === undefined ? 0 : piece.source + (index - piece.at);
}

/** The same for an end: the unit behind the one before it, so that it stays on that one's line. */
export function sourceEnd(line: LogicalLine, end: number): number {
  return end === 0 ? sourceIndex(line, 0) : sourceIndex(line, end - 1) + 1;
}

function* physicalLines(text: string): Generator<PhysicalLine> {
  let start = 0;
  let number = 1;
  for (const match of text.matchAll(LINE_END)) {
    yield { start, end: match.index, number };
    start = match.index + match[0].length;
    number += 1;
  }
  if (start < text.length) yield { start, end: text.length, number };
}

function joinLines(text: string, parts: readonly PhysicalLine[]): LogicalLine | null {
  const pieces: Piece[] = [];
  let joined = "";
  for (const part of parts) {
    const [start, end] = withoutBackslashes(text, part);
    pieces.push({ at: joined.length, source: start });
    joined += text.slice(start, end);
  }
  const comment = COMMENT.exec(joined)?.index ?? joined.length;
  const [from, to] = stripRange(joined, 0, comment);
  const first = parts[0];
  if (from === to || first === undefined) return null;
  const moved = pieces.map(({ at, source }) => ({ at: at - from, source }));
  return { text: joined.slice(from, to), pipLine: first.number, pieces: moved };
}

/** pip strips every "\" from both ends of a line that continues, not only the last one. */
function withoutBackslashes(text: string, line: PhysicalLine): readonly [number, number] {
  let { start, end } = line;
  if (text[end - 1] !== "\\") return [start, end];
  while (end > start && text[end - 1] === "\\") end -= 1;
  while (start < end && text[start] === "\\") start += 1;
  return [start, end];
}
