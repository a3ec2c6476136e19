import { describe, expect, it } from "vitest";
import type { LogParse } from "../../../src/core/log/event.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { golden, logCases } from "./cases.ts";

/** One event a line, so that a difference shows which. */
function print({ events, ...rest }: LogParse): string {
  const rows = events.map((event) => `    ${JSON.stringify(event)}`).join(",\n");
  return `{\n  "log": ${JSON.stringify(rest)},\n  "events": [\n${rows}\n  ]\n}\n`;
}

describe("the events of recorded logs", () => {
  it.each(logCases())("$name", ({ input, path }) => {
    const actual = print(parseLog(input));
    expect(actual).toBe(golden(path("events.json"), actual));
  });

  it.each(logCases())("$name is pip's, ends, and holds hardly a line that no rule knows", ({ input }) => {
    const parse = parseLog(input);
    expect(parse).toMatchObject({ format: "pip", complete: true, droppedEvents: 0 });
    expect(parse.unmatchedLines).toBeLessThanOrEqual(2);
  });
});
