import type { Span } from "../event.ts";
import type { LinePlace } from "./line.ts";

/** Lines in a row, of which only the place is kept. */
export interface LineRange {
  add(line: LinePlace): void;
  readonly count: number;
  /** From the first to the last of them; null when there is none. */
  span(): Span | null;
}

export function makeLineRange(): LineRange {
  let count = 0;
  let first = 0;
  let last = 0;
  let start = 0;
  let end = 0;
  return {
    add(line) {
      if (count === 0) {
        first = line.number;
        start = line.start;
      }
      last = line.number;
      end = line.end;
      count += 1;
    },
    get count() {
      return count;
    },
    span: () => (count === 0 ? null : { lines: [first, last], bytes: [start, end] }),
  };
}
