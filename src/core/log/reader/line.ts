import type { Span } from "../event.ts";
import { isPrintable } from "./printable.ts";
import type { RawLine } from "./raw-line.ts";
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
  const { bytes, to } = raw;
  if (!raw.plain || !isPrintable(bytes, raw.memory, from, to)) return readCarefully(raw, from, at);
  let start = from;
  while (start < to && bytes[start] === SPACE) start += 1;
  let end = to;
  while (end > start && bytes[end - 1] === SPACE) end -= 1;
  return makeLine(raw, at, start - from, bytes.toString("latin1", start, end), false);
}

const SPACE = 0x20;

function readCarefully(raw: RawLine, from: number, at: number | null): LogLine {
  const { text, redrawn } = toPlainText(raw.bytes.toString("utf8", from, raw.to));
  let indent = 0;
  while (text.charCodeAt(indent) === SPACE) indent += 1;
  return makeLine(raw, at, indent, text.slice(indent).trimEnd(), redrawn);
}

function makeLine(place: LinePlace, at: number | null, indent: number, text: string, redrawn: boolean): LogLine {
  const label = text.startsWith("ERROR: ") ? "ERROR" : text.startsWith("WARNING: ") ? "WARNING" : null;
  const { number, start, end } = place;
  const message = label === null ? text : text.slice(label.length + 2);
  return { number, start, end, at, indent, text, label, message, redrawn };
}

export function spanOf(first: LinePlace, last: LinePlace): Span {
  return { lines: [first.number, last.number], bytes: [first.start, last.end] };
}
