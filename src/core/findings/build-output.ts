import type { Span } from "../log/event.ts";
import type { BuildFailure } from "../log/facts.ts";
import type { LogText } from "../log/log-text.ts";
import { readLines } from "../log/read-lines.ts";

/** More of a build's output is not looked at: the end of it, where builds stop. */
export const OUTPUT_LIMIT = 16 * 1024 * 1024;

/** Enough of the beginning of a log to show which system wrote it. */
const HEAD_LIMIT = 256 * 1024;

/** The beginning of the log that a failure stands in, up to what failed; null when there is nothing before it. */
export function headSpan({ output, span }: Pick<BuildFailure, "output" | "span">): readonly [number, number] | null {
  const [end] = (output ?? span).bytes;
  return end === 0 ? null : [0, Math.min(end, HEAD_LIMIT)];
}

/** What a build printed, without time stamps, colours and pip's indentation. */
export interface BuildOutput {
  readonly lines: readonly string[];
  /** The span of some of its lines in the whole log. Indices are 0-based and inclusive. */
  spanOf(first: number, last: number): Span;
}

/** Cuts the output of a build out of the log that it stands in. */
export function readBuildOutput(log: LogText, span: Span): BuildOutput {
  const [, end] = span.bytes;
  const bytes = log.read({ ...span, bytes: [Math.max(span.bytes[0], end - OUTPUT_LIMIT), end] });
  const start = end - bytes.length;
  const read = readLines(bytes);
  const margin = Math.min(...read.filter((line) => line.text !== "").map((line) => line.indent), 1_000);
  const firstNumber = span.lines[1] - read.length + 1;
  return {
    lines: read.map((line) => (line.text === "" ? "" : " ".repeat(line.indent - margin) + line.text)),
    spanOf: (first, last) => ({
      lines: [firstNumber + first, firstNumber + last],
      bytes: [start + (read[first]?.start ?? 0), start + (read[last]?.end ?? bytes.length)],
    }),
  };
}
