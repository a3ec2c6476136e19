import { isPythonSpace, PYTHON_SPACE, stripRange } from "../pep/python-text.ts";
import type { EmbeddedText, Piece } from "./embedded-text.ts";

/** Content of one or more lines joined by "\" at their ends, without comment and surrounding space; never empty. */
export interface LogicalLine extends EmbeddedText {
  /** Number of the first physical line as pip counts: Python's `splitlines` also splits at form feeds and the like. */
  readonly pipLine: number;
}

interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

const LINE_END = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;
const COMMENT = new RegExp(`(?:^|[${PYTHON_SPACE}]+)#`);

/** Cuts a file's text into logical lines exactly as pip does (`req_file.preprocess`, pip 26), one after the other. */
export function* logicalLines(text: string): Generator<LogicalLine> {
  let pending: PhysicalLine[] = [];
  for (const line of physicalLines(text)) {
    const isComment = beginsComment(text, line);
    // A comment ends a continuation even when it ends in "\" itself.
    if (!isComment) pending.push(line);
    if (!isComment && text[line.end - 1] === "\\" && line.end > line.start) continue;
    const joined = joinLines(text, pending);
    pending = [];
    if (joined !== null) yield joined;
  }
  const last = joinLines(text, pending);
  if (last !== null) yield last;
}

function* physicalLines(text: string): Generator<PhysicalLine> {
  let start = 0;
  let number = 1;
  // One of its own: a generator may be left for another text at any line.
  const lineEnd = new RegExp(LINE_END, "g");
  for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
    yield { start, end: match.index, number };
    start = match.index + match[0].length;
    number += 1;
  }
  if (start < text.length) yield { start, end: text.length, number };
}

function beginsComment(text: string, { start, end }: PhysicalLine): boolean {
  let at = start;
  while (at < end && isPythonSpace(text[at])) at += 1;
  return at < end && text[at] === "#";
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
