import type { Words } from "./printable.ts";

/** Longer lines are cut to this many bytes: a compiler's command line can be megabytes, and no rule looks that far. */
export const LINE_LIMIT = 64 * 1024;

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
