import type { Span } from "./event.ts";
import type { RawLine } from "./split-lines.ts";
import { toPlainText } from "./terminal.ts";

/** Where a line stands in the file. */
export interface LinePlace {
  /** 1-based. */
  readonly number: number;
  readonly start: number;
  /** Behind the newline. */
  readonly end: number;
}

/** A line with its envelope taken off: time stamps, colours, carriage returns, pip's prefix. */
export interface LogLine extends LinePlace {
  /** Milliseconds on the log's clock, from the innermost stamp: pip's own wins over the runner's. */
  readonly at: number | null;
  /** Leading spaces below the envelopes: pip nests by two. */
  readonly indent: number;
  /** Without indentation and trailing white space; `""` for a blank line. */
  readonly text: string;
  /** pip's prefix, which it writes behind the indentation. */
  readonly label: "ERROR" | "WARNING" | null;
  /** `text` without the label. */
  readonly message: string;
  /** A terminal overwrote part of it, so that its indentation proves nothing. */
  readonly redrawn: boolean;
}

/**
 * Reads one raw line. Never throws: bytes that are no UTF-8 become U+FFFD.
 *
 * @param from offset behind the envelopes
 * @param at what they say of the time
 */
export function readLine(raw: RawLine, from: number, at: number | null): LogLine {
  const { text: content, redrawn } = toPlainText(raw.bytes.toString("utf8", from, raw.to));
  const indent = countIndent(content);
  const text = content.slice(indent).trimEnd();
  const label = text.startsWith("ERROR: ") ? "ERROR" : text.startsWith("WARNING: ") ? "WARNING" : null;
  return {
    number: raw.number,
    start: raw.start,
    end: raw.end,
    at,
    indent,
    text,
    label,
    message: label === null ? text : text.slice(label.length + 2),
    redrawn,
  };
}

function countIndent(text: string): number {
  let indent = 0;
  while (text.charCodeAt(indent) === 0x20) indent += 1;
  return indent;
}

export function spanOf(first: LinePlace, last: LinePlace): Span {
  return { lines: [first.number, last.number], bytes: [first.start, last.end] };
}
