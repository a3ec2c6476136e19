import type { LogParse } from "../../../src/core/log/event.ts";
import { makeLogParser, parseLog } from "../../../src/core/log/parser.ts";
import type { Random } from "../../../test/rig/store/random.ts";

/** What the reader promises of any bytes at all, told as a sentence when it is not so. */
export function findBrokenPromise(bytes: Buffer, random: Random): string | null {
  const whole = parseLog(bytes);
  return findWrongPlace(whole, bytes.length) ?? findOtherCut(bytes, whole, random);
}

/** Spans lie in the file and in order. */
function findWrongPlace({ events, lines }: LogParse, length: number): string | null {
  let before = 0;
  for (const { span, kind } of events) {
    const [start, end] = span.bytes;
    const [first, last] = span.lines;
    if (start < before || start > end || end > length) return `${kind} stands at bytes ${start} to ${end} of ${length}`;
    if (first < 1 || first > last || last > lines) return `${kind} stands on lines ${first} to ${last} of ${lines}`;
    before = start;
  }
  return null;
}

/** However the bytes come, the parse is the same. */
function findOtherCut(bytes: Buffer, whole: LogParse, random: Random): string | null {
  const parser = makeLogParser();
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + random.below(Math.max(16, bytes.length));
    parser.push(bytes.subarray(from, to));
    from = to;
  }
  const parse = parser.end();
  return JSON.stringify(parse) === JSON.stringify(whole) ? null : "another parse in other chunks";
}
