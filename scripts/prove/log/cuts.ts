import type { LogEvent, LogParse } from "../../../src/core/log/event.ts";
import { makeLogParser } from "../../../src/core/log/parser.ts";

/**
 * What is wrong with the parse of a log that was cut: everything that had been told before the cut must be told as in the
 * whole log, no more than the open messages may end there, and a log without its end is not complete.
 */
export function findWrongCut(input: Buffer, at: number, whole: LogParse, emitted: number): string | null {
  const parser = makeLogParser();
  const pushed = parser.push(input.subarray(0, at));
  const cut = parser.end();
  const known = new Set(whole.events.map((event) => JSON.stringify(event)));
  const other = pushed.find((event) => !known.has(JSON.stringify(event)));
  if (other !== undefined) return `${other.kind} is not in the whole log`;
  // What the last line says is complete in it, also without its newline; a line of rawjson says much at once.
  const open = cut.events.slice(pushed.length).filter(({ span }) => span.lines[0] < cut.lines).length;
  const streams = new Set(cut.events.map((event: LogEvent) => event.stream ?? "")).size;
  if (open > 2 * Math.max(1, streams)) return `${open} events at the end`;
  const endsInside = input[at - 1] !== 0x0a && at > 0;
  if (cut.complete && endsInside) return "complete, though it ends inside of a line";
  return pushed.length > emitted ? "more events than in the whole log" : null;
}
