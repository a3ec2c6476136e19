/** Longer lines are cut to this many bytes: a compiler's command line can be megabytes, and no rule looks that far. */
export const LINE_LIMIT = 64 * 1024;
/** The same for a line that is JSON: BuildKit's `rawjson` puts many lines of a build into one of its own. */
export const JSON_LINE_LIMIT = 4 * 1024 * 1024;

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
 * Cuts a stream of bytes at `\n`, holding at most one line of `LINE_LIMIT` bytes. Of a longer line its beginning is kept;
 * of one that was redrawn with `\r` what stands at the end, behind the beginning of the first draft (an envelope is there).
 *
 * Works on bytes, so that offsets are exact whatever the encoding and however the chunks fall.
 */
export function makeLineSplitter(): LineSplitter {
  const pending = makePending();
  const line = { number: 0, start: 0, end: 0, bytes: Buffer.alloc(0), from: 0, to: 0, whole: true, plain: true };
  const emit = (length: number, whole: boolean, sink: LineSink): void => {
    line.number += 1;
    line.start = line.end;
    line.end += length + (whole ? 1 : 0);
    line.whole = whole;
    sink(line);
  };
  const emitPending = (whole: boolean, sink: LineSink): void => {
    const { bytes, length } = pending.take();
    placeLine(line, bytes, 0, bytes.length, findCursorMove(bytes, 0));
    emit(length, whole, sink);
  };
  return {
    push(chunk, sink) {
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      let move = findCursorMove(buffer, 0);
      for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, from)) {
        if (pending.length > 0 || at - from > LINE_LIMIT) {
          pending.add(buffer.subarray(from, at));
          emitPending(true, sink);
        } else {
          if (move < from) move = findCursorMove(buffer, from);
          placeLine(line, buffer, from, at, move);
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

type Place = { bytes: Buffer; from: number; to: number; plain: boolean };

/** @param move where the first cursor move at or behind `from` stands */
function placeLine(line: Place, bytes: Buffer, from: number, to: number, move: number): void {
  line.bytes = bytes;
  line.from = from;
  line.to = to;
  line.plain = true;
  if (move >= to) return;
  while (line.to > from && bytes[line.to - 1] === RETURN) line.to -= 1;
  line.plain = move >= line.to;
}

/** Offset of the first byte that moves a terminal's cursor, or the length: three searches of the C library. */
function findCursorMove(bytes: Buffer, from: number): number {
  let first = bytes.length;
  for (const byte of [RETURN, ESCAPE, BACKSPACE]) {
    const at = bytes.subarray(0, first).indexOf(byte, from);
    if (at !== -1) first = at;
  }
  return first;
}

/** The beginning of a line whose newline has not come yet. Bytes beyond the limit are counted, not kept. */
function makePending() {
  let pieces: Buffer[] = [];
  let kept = 0;
  let length = 0;
  const keep = (piece: Buffer): void => {
    const first = pieces[0]?.[0] ?? piece[0];
    const room = (first === 0x7b ? JSON_LINE_LIMIT : LINE_LIMIT) - kept;
    if (room <= 0) return;
    // Copied: the caller may reuse its chunk.
    const copy = Buffer.from(piece.subarray(0, room));
    pieces.push(copy);
    kept += copy.length;
  };
  return {
    get length() {
      return length;
    },
    add(piece: Buffer) {
      keep(piece);
      length += piece.length;
    },
    take() {
      const taken = { bytes: pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces), length };
      pieces = [];
      kept = 0;
      length = 0;
      return taken;
    },
  };
}
