import { SNIFFED, sniffEncoding } from "./encoding.ts";
import { makeLineCursor } from "./line-cursor.ts";
import { makePendingLine } from "./pending-line.ts";
import { LINE_LIMIT, type LineSink, type LineSplitter } from "./raw-line.ts";
import { makeUtf16Splitter } from "./utf16-splitter.ts";

const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines, holding at most one of `LINE_LIMIT` bytes, whatever its encoding (see `encoding.ts`).
 * Works on bytes, so that offsets are those of the file however the chunks fall.
 */
export function makeLineSplitter(): LineSplitter {
  let head: Buffer = Buffer.alloc(0);
  let chosen: LineSplitter | null = null;
  const choose = (sink: LineSink): LineSplitter => {
    const encoding = sniffEncoding(head);
    const splitter = encoding === "utf-8" ? makeByteSplitter() : makeUtf16Splitter(encoding);
    splitter.push(head, sink);
    chosen = splitter;
    return splitter;
  };
  return {
    push(chunk, sink) {
      if (chosen !== null) return chosen.push(chunk, sink);
      const missing = SNIFFED - head.length;
      head = Buffer.concat([head, chunk.subarray(0, missing)]);
      if (head.length === SNIFFED) choose(sink).push(chunk.subarray(missing), sink);
    },
    end(sink) {
      (chosen ?? choose(sink)).end(sink);
    },
    get lines() {
      return chosen?.lines ?? 0;
    },
  };
}

/** For UTF-8, and all that is like it; see `pending-line.ts` for what is kept of a long line. */
function makeByteSplitter(): LineSplitter {
  const pending = makePendingLine();
  const cursor = makeLineCursor();
  const emitPending = (newline: number, sink: LineSink): void => {
    const { bytes, length } = pending.take();
    cursor.enter(bytes);
    cursor.place(0, bytes.length);
    cursor.advance(length, newline);
    sink(cursor.line);
  };
  return {
    push(chunk, sink) {
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, from)) {
        if (pending.length > 0 || at - from > LINE_LIMIT) {
          pending.add(buffer.subarray(from, at));
          emitPending(1, sink);
        } else {
          cursor.enter(buffer);
          cursor.place(from, at);
          cursor.advance(at - from, 1);
          sink(cursor.line);
        }
        from = at + 1;
      }
      if (from < buffer.length) pending.add(buffer.subarray(from));
    },
    end(sink) {
      if (pending.length > 0) emitPending(0, sink);
    },
    get lines() {
      return cursor.line.number;
    },
  };
}
