import { describe, expect, it } from "vitest";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { installersEnd } from "../../../src/core/log/facts/outcome.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import { type ToolCase, toolCase, toolCases } from "../log/tool-cases.ts";
import { NOTHING } from "./case-facts.ts";

function resultOf({ input }: ToolCase): ReturnType<typeof findFindings> {
  const parse = parseLog(input);
  const resolution = { file: "log", parse, text: wholeText(input), resolved: installersEnd(parse) !== "badly" };
  return findFindings({ ...NOTHING, resolution });
}

const CASES = ["poetry", "pip-compile", "pipenv", "conda", "cibuildwheel"].flatMap((tool) =>
  toolCases(tool).map((item) => ({ ...item, label: `${tool} ${item.name}` })),
);

describe("the findings of logs of other tools", () => {
  it.each(CASES)("$label", (item) => {
    const codes = resultOf(item).findings.map(({ code }) => code);
    expect([...new Set(codes)].sort()).toEqual([...item.meta.codes].sort());
  });

  it("diagnose a build behind Poetry's bars", () => {
    for (const version of ["1.8.5", "2.5.1"]) {
      const [finding] = resultOf(toolCase("poetry", `${version}-build-failed`)).findings;
      expect(finding?.message).toContain("The development files of this Python (Python.h) are not installed.");
      expect(finding?.excerpt?.join("\n")).toMatch(/^src\/mod\.c:1:10: fatal error: Python\.h/m);
    }
  });

  it("say that it was Poetry", () => {
    const [finding] = resultOf(toolCase("poetry", "2.5.1-conflict")).findings;
    expect(finding?.message).toMatch(/Poetry found no version of shared-lib that satisfies all of them\.$/);
  });
});
