import { makeLineCursor } from "./line-cursor.ts";
import { LINE_LIMIT, type LineSink, type LineSplitter } from "./raw-line.ts";

export type Utf16 = "utf-16le" | "utf-16be";

const UNIT = 2;
const NEWLINES: Readonly<Record<Utf16, Buffer>> = { "utf-16le": Buffer.of(0x0a, 0), "utf-16be": Buffer.of(0, 0x0a) };

/**
 * Cuts a stream of UTF-16, as PowerShell's `>` writes it, and hands its lines on in UTF-8. Offsets stay those of the file.
 * Of a line longer than `LINE_LIMIT` units its beginning is kept.
 */
export function makeUtf16Splitter(encoding: Utf16): LineSplitter {
  const cursor = makeLineCursor();
  /** A character whose second byte is in the next chunk. */
  let half: Buffer = Buffer.alloc(0);
  let kept: Buffer = Buffer.alloc(0);
  let length = 0;
  const keep = (piece: Buffer): void => {
    kept = Buffer.concat([kept, piece.subarray(0, Math.max(0, LINE_LIMIT * UNIT - kept.length))]);
    length += piece.length;
  };
  const emit = (newline: number, sink: LineSink): void => {
    const bytes = toUtf8(kept, encoding);
    cursor.enter(bytes);
    cursor.place(0, bytes.length);
    cursor.advance(length, newline);
    kept = Buffer.alloc(0);
    length = 0;
    sink(cursor.line);
  };
  return {
    push(chunk, sink) {
      const buffer = Buffer.concat([half, chunk]);
      const end = buffer.length - (buffer.length % UNIT);
      half = buffer.subarray(end);
      let from = 0;
      for (let at = findNewline(buffer, from, encoding); at !== -1; at = findNewline(buffer, from, encoding)) {
        keep(buffer.subarray(from, at));
        emit(UNIT, sink);
        from = at + UNIT;
      }
      keep(buffer.subarray(from, end));
    },
    end(sink) {
      keep(half);
      if (length > 0) emit(0, sink);
    },
    get lines() {
      return cursor.line.number;
    },
  };
}

/** Bytes that are no whole character at the end are let go. */
function toUtf8(bytes: Buffer, encoding: Utf16): Buffer {
  const units = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % UNIT)));
  if (encoding === "utf-16be") units.swap16();
  return Buffer.from(units.toString("utf16le"));
}

/** At an even distance: `\n` can also be half of one character and half of the next. */
function findNewline(bytes: Buffer, from: number, encoding: Utf16): number {
  let at = bytes.indexOf(NEWLINES[encoding], from);
  while (at !== -1 && (at - from) % UNIT !== 0) at = bytes.indexOf(NEWLINES[encoding], at + 1);
  return at;
}
