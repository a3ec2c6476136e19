import { wordsOf } from "./printable.ts";
import type { RawLine } from "./raw-line.ts";

/** The same, while it moves from line to line: one object for a whole log. */
export interface LineCursor {
  readonly line: RawLine;
  /** Goes into another chunk. */
  enter(bytes: Buffer): void;
  /** Stands at `[from, to)` of the chunk, which begins at or behind the line before. */
  place(from: number, to: number): void;
  /** Counts it as the next line, of `length` bytes in the file without its newline, which has `newline` bytes. */
  advance(length: number, newline: number): void;
}

const RETURN = 0x0d;
const BACKSPACE = 0x08;
const ESCAPE = 0x1b;

export function makeLineCursor(): LineCursor {
  const line = makeLine();
  // Where the first byte at or behind the last place stands that moves a terminal's cursor.
  let move = 0;
  return {
    line,
    enter(bytes) {
      if (line.bytes === bytes) return;
      line.bytes = bytes;
      line.memory = wordsOf(bytes);
      move = findMove(bytes, 0);
    },
    place(from, to) {
      if (move < from) move = findMove(line.bytes, from);
      line.from = from;
      line.to = to;
      line.plain = true;
      if (move >= to) return;
      while (line.to > from && line.bytes[line.to - 1] === RETURN) line.to -= 1;
      line.plain = move >= line.to;
    },
    advance(length, newline) {
      line.number += 1;
      line.start = line.end;
      line.end += length + newline;
      line.whole = newline > 0;
    },
  };
}

function makeLine(): { -readonly [K in keyof RawLine]: RawLine[K] } {
  const bytes = Buffer.alloc(0);
  const memory = wordsOf(bytes);
  return { number: 0, start: 0, end: 0, bytes, memory, from: 0, to: 0, whole: true, plain: true };
}

/** Offset of the first byte that moves a terminal's cursor, or the length: three searches of the C library. */
function findMove(bytes: Buffer, from: number): number {
  let first = bytes.length;
  for (const byte of [RETURN, ESCAPE, BACKSPACE]) {
    const at = bytes.subarray(from, first).indexOf(byte);
    if (at !== -1) first = from + at;
  }
  return first;
}
