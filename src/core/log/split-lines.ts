import { makePendingLine } from "./pending-line.ts";
import { type Words, wordsOf } from "./printable.ts";

/** Longer lines are cut to this many bytes: a compiler's command line can be megabytes, and no rule looks that far. */
export const LINE_LIMIT = 64 * 1024;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BACKSPACE = 0x08;
const ESCAPE = 0x1b;

/** One line as it stands in the log: `bytes[from, to)`, without its end. Only valid until the sink returns. */
export interface RawLine {
  /** 1-based. */
  readonly number: number;
  /** Offset of its first byte in the log. */
  readonly start: number;
  /** Offset behind its last byte and its newline. */
  readonly end: number;
  readonly bytes: Buffer;
  /** The same bytes, for `isPrintable`. */
  readonly memory: Words;
  readonly from: number;
  readonly to: number;
  /** False for a last line that was cut off before its newline. */
  readonly whole: boolean;
  /** Nothing in it moves a terminal's cursor: no escape, no backspace, no carriage return but at its end. */
  readonly plain: boolean;
}

export type LineSink = (line: RawLine) => void;

export interface LineSplitter {
  push(chunk: Uint8Array, sink: LineSink): void;
  /** The last line, when no newline follows it. */
  end(sink: LineSink): void;
  /** Lines given out so far. */
  readonly lines: number;
}

/**
 * Cuts a stream of bytes at `\n`, holding at most one line of `LINE_LIMIT` bytes; see `pending-line.ts` for what is kept of
 * a longer one. Works on bytes, so that offsets are exact whatever the encoding and however the chunks fall.
 */
export function makeLineSplitter(): LineSplitter {
  const pending = makePendingLine();
  const line = makeLine();
  const emit = (length: number, whole: boolean, sink: LineSink): void => {
    line.number += 1;
    line.start = line.end;
    line.end += length + (whole ? 1 : 0);
    line.whole = whole;
    sink(line);
  };
  const emitPending = (whole: boolean, sink: LineSink): void => {
    const { bytes, length } = pending.take();
    placeIn(line, bytes);
    place(line, 0, bytes.length);
    emit(length, whole, sink);
  };
  return {
    push(chunk, sink) {
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, from)) {
        if (pending.length > 0 || at - from > LINE_LIMIT) {
          pending.add(buffer.subarray(from, at));
          emitPending(true, sink);
        } else {
          if (line.bytes !== buffer) placeIn(line, buffer);
          place(line, from, at);
          emit(at - from, true, sink);
        }
        from = at + 1;
      }
      if (from < buffer.length) pending.add(buffer.subarray(from));
    },
    end(sink) {
      if (pending.length > 0) emitPending(false, sink);
    },
    get lines() {
      return line.number;
    },
  };
}

type Line = { -readonly [K in keyof RawLine]: RawLine[K] } & {
  /** Where the first byte at or behind the last place stands that moves a terminal's cursor. */
  move: number;
};

function makeLine(): Line {
  const bytes = Buffer.alloc(0);
  const memory = wordsOf(bytes);
  return { number: 0, start: 0, end: 0, bytes, memory, from: 0, to: 0, whole: true, plain: true, move: 0 };
}

function placeIn(line: Line, bytes: Buffer): void {
  line.bytes = bytes;
  line.memory = wordsOf(bytes);
  line.move = findMove(bytes, 0);
}

function place(line: Line, from: number, to: number): void {
  if (line.move < from) line.move = findMove(line.bytes, from);
  line.from = from;
  line.to = to;
  line.plain = true;
  if (line.move >= to) return;
  while (line.to > from && line.bytes[line.to - 1] === RETURN) line.to -= 1;
  line.plain = line.move >= line.to;
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
