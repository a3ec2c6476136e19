/** Longer lines are cut to this many bytes: a compiler's command line can be megabytes, and no rule looks that far. */
export const LINE_LIMIT = 64 * 1024;

const NEWLINE = 0x0a;

/** One line as it stands in the log, without its newline. `bytes` is only valid until the sink returns. */
export interface RawLine {
  /** 1-based. */
  readonly number: number;
  /** Offset of its first byte in the log. */
  readonly start: number;
  /** Offset behind its last byte and its newline. */
  readonly end: number;
  readonly bytes: Buffer;
  /** False for a last line that was cut off before its newline. */
  readonly whole: boolean;
}

export interface LineSplitter {
  push(chunk: Uint8Array, sink: (line: RawLine) => void): void;
  /** The last line, when no newline follows it. */
  end(sink: (line: RawLine) => void): void;
  /** Lines given out so far. */
  readonly lines: number;
}

/**
 * Cuts a stream of bytes at `\n`, holding at most one line of `LINE_LIMIT` bytes.
 *
 * Works on bytes, so that offsets are exact whatever the encoding and however the chunks fall.
 */
export function makeLineSplitter(): LineSplitter {
  const pending = makePending();
  let number = 0;
  let start = 0;
  const emit = (bytes: Buffer, length: number, whole: boolean, sink: (line: RawLine) => void): void => {
    number += 1;
    const end = start + length + (whole ? 1 : 0);
    const line = { number, start, end, bytes, whole };
    start = end;
    sink(line);
  };
  return {
    push(chunk, sink) {
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, from)) {
        const piece = buffer.subarray(from, at);
        from = at + 1;
        if (pending.length === 0) {
          emit(piece.subarray(0, LINE_LIMIT), piece.length, true, sink);
        } else {
          pending.add(piece);
          const { bytes, length } = pending.take();
          emit(bytes, length, true, sink);
        }
      }
      if (from < buffer.length) pending.add(buffer.subarray(from));
    },
    end(sink) {
      if (pending.length === 0) return;
      const { bytes, length } = pending.take();
      emit(bytes, length, false, sink);
    },
    get lines() {
      return number;
    },
  };
}

/** The beginning of a line whose newline has not come yet. Bytes beyond the limit are counted, not kept. */
function makePending() {
  let pieces: Buffer[] = [];
  let kept = 0;
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(piece: Buffer) {
      const room = LINE_LIMIT - kept;
      if (room > 0) {
        // Copied: the caller may reuse its chunk.
        const copy = Buffer.from(piece.subarray(0, room));
        pieces.push(copy);
        kept += copy.length;
      }
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
