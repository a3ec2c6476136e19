import type { Span } from "../log/event.ts";
import type { BuildFailure } from "../log/facts/facts.ts";
import type { LogLine } from "../log/reader/line.ts";
import type { LogText } from "../log/reader/log-text.ts";
import { readLines } from "../log/reader/read-lines.ts";

/** More of a build's output is not looked at: the end of it, where builds stop. */
export const OUTPUT_LIMIT = 16 * 1024 * 1024;

const NEWLINE = 0x0a;

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

/** What is known of an output besides its place: lines of others can stand between its own. */
export type OutputSigns = Partial<Pick<BuildFailure, "stream" | "outputLines">>;

/** Cuts the output of a build out of the log that it stands in. */
export function readBuildOutput(log: LogText, span: Span, signs: OutputSigns = {}): BuildOutput {
  const [, end] = span.bytes;
  const bytes = log.read({ ...span, bytes: [Math.max(span.bytes[0], end - OUTPUT_LIMIT), end] });
  const start = end - bytes.length;
  const read = withoutBars(cropBox(readLines(bytes, signs.stream), signs.outputLines ?? null));
  const margin = Math.min(...read.filter((line) => line.text !== "").map((line) => line.indent), 1_000);
  const before = span.lines[1] - countLines(bytes);
  return {
    lines: read.map((line) => (line.text === "" ? "" : " ".repeat(line.indent - margin) + line.text)),
    spanOf: (first, last) => ({
      lines: [before + (read[first]?.number ?? 0), before + (read[last]?.number ?? 0)],
      bytes: [start + (read[first]?.start ?? 0), start + (read[last]?.end ?? bytes.length)],
    }),
  };
}

/** pip's box around an output, where the place of the output is only known together with the box: in a line of JSON. */
function cropBox(lines: readonly LogLine[], expected: number | null): readonly LogLine[] {
  if (expected === null || lines.length <= expected) return lines;
  const head = lines.findLastIndex(({ text }) =>
    text.endsWith(`[${expected} line${expected === 1 ? "" : "s"} of output]`),
  );
  return head === -1 ? lines : lines.slice(head + 1, head + 1 + expected);
}

/** Poetry 2 draws a bar before every line of an output. */
function withoutBars(lines: readonly LogLine[]): readonly LogLine[] {
  if (lines.length === 0 || !lines.every(({ text }) => text === "" || text.startsWith("|"))) return lines;
  return lines.map((line) => {
    const text = line.text.slice(1).trimStart();
    return { ...line, text, indent: line.indent + line.text.length - text.length };
  });
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return bytes.at(-1) === NEWLINE ? count : count + 1;
}
