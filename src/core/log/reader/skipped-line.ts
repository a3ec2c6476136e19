import { type LogLine, readLine } from "./line.ts";
import { wordsOf } from "./printable.ts";
import type { RawLine } from "./raw-line.ts";

/** A name stands in the first bytes of a line; the rest of a counted one is not needed. */
const KEPT = 128;

/** The beginning of the last line that was counted and not read, in case it has to be read after all. */
export interface SkippedLine {
  keep(line: RawLine, from: number): void;
  /** Null when there is none. Gives each line once. */
  take(): LogLine | null;
}

export function makeSkippedLine(): SkippedLine {
  const bytes = Buffer.alloc(KEPT);
  const memory = wordsOf(bytes);
  let length = 0;
  return {
    keep(line, from) {
      length = Math.min(line.to - from, KEPT);
      // So few bytes are copied faster here than by a call into the runtime.
      for (let index = 0; index < length; index += 1) bytes[index] = line.bytes[from + index] ?? 0;
    },
    take() {
      if (length === 0) return null;
      const to = length;
      length = 0;
      return readLine({ number: 0, start: 0, end: 0, bytes, memory, from: 0, to, whole: true, plain: true }, 0, null);
    },
  };
}
