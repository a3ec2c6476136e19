import { describe, expect, it } from "vitest";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import { golden } from "../log/cases.ts";
import { printParse, toolCase, toolCases } from "../log/tool-cases.ts";
import { NOTHING } from "./case-facts.ts";

/** What `explain` says of a log that no installer stands around. */
function resultOf(input: Buffer) {
  const parse = parseLog(input);
  const log = {
    file: "build.log",
    parse,
    text: wholeText(input),
    bytes: input.length,
    ended: "unknown" as const,
    complete: parse.complete,
    cut: null,
  };
  return findFindings({ ...NOTHING, log });
}

describe("a log of Meson without an installer", () => {
  it.each(toolCases("meson"))(
    "$name holds no event of another tool, and its cause is found",
    ({ input, meta, path }) => {
      const events = printParse(parseLog(input));
      expect(events).toBe(golden(path("events.json"), events));
      const result = resultOf(input);
      expect(result.findings.map(({ code }) => code)).toEqual(meta.codes);
      const actual = `${JSON.stringify(result, null, 2)}\n`;
      expect(actual).toBe(golden(path("findings.json"), actual));
    },
  );

  it("is of an unknown format when it does not say that it stopped", () => {
    const text = toolCase("meson", "dependency")
      .input.toString()
      .replace(/^.*ERROR: .*$/m, "");
    expect(resultOf(Buffer.from(text)).findings.map(({ code }) => code)).toEqual(["unknown-format"]);
  });
});
