import type { Span } from "./event.ts";
import type { RawLine } from "./split-lines.ts";
import { peelGithubStamp, peelPipStamp } from "./stamps.ts";
import { toPlainText } from "./terminal.ts";

/** A line with its envelope taken off: time stamps, colours, carriage returns, pip's prefix. */
export interface LogLine {
  /** 1-based. */
  readonly number: number;
  readonly start: number;
  /** Behind the newline. */
  readonly end: number;
  /** Milliseconds on the log's clock; pip's own stamp wins over the runner's. */
  readonly at: number | null;
  /** Leading spaces below the stamps: pip nests by two. */
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

/** Reads one raw line. Never throws: bytes that are no UTF-8 become U+FFFD. */
export function readLine(raw: RawLine): LogLine {
  const { text: decoded, redrawn } = toPlainText(decode(raw));
  const runner = peelGithubStamp(decoded);
  const pip = peelPipStamp(runner.text);
  const content = pip.text;
  const indent = countIndent(content);
  const text = content.slice(indent).trimEnd();
  const label = text.startsWith("ERROR: ") ? "ERROR" : text.startsWith("WARNING: ") ? "WARNING" : null;
  return {
    number: raw.number,
    start: raw.start,
    end: raw.end,
    at: pip.at ?? runner.at,
    indent,
    text,
    label,
    message: label === null ? text : text.slice(label.length + 2),
    redrawn,
  };
}

/** Byte order marks stand at the start of the log, and of each file that a runner put together. */
function decode(raw: RawLine): string {
  const text = raw.bytes.toString("utf8");
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function countIndent(text: string): number {
  let indent = 0;
  while (text.charCodeAt(indent) === 0x20) indent += 1;
  return indent;
}

export function spanOf(first: LogLine, last: LogLine): Span {
  return { lines: [first.number, last.number], bytes: [first.start, last.end] };
}
