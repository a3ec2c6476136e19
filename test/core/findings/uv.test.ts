import { describe, expect, it } from "vitest";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import type { Finding } from "../../../src/core/report/model.ts";
import { golden } from "../log/cases.ts";
import { type ToolCase, toolCase, toolCases } from "../log/tool-cases.ts";
import { locate, NOTHING } from "./case-facts.ts";

function resultOf({ meta, input }: ToolCase): ReturnType<typeof findFindings> {
  const files = Object.entries(meta.files).filter(([file]) => file.endsWith(".txt"));
  const parse = parseLog(input);
  return findFindings({
    ...NOTHING,
    requirements: files.flatMap(([file, text]) => locate(file, text)),
    // As `explain` does it: what is nobody's log is not taken for an installer's.
    resolution:
      parse.format === "unknown" ? null : { file: "uv.log", parse, text: wholeText(input), resolved: meta.resolved },
    yanked: meta.codes.includes("yanked") ? [{ name: "yankedpkg", version: "1.1", reason: null }] : [],
  });
}

const only = (name: string): Finding => {
  const { findings } = resultOf(toolCase("uv", name));
  const [finding] = findings;
  if (finding === undefined || findings.length > 1) throw new Error(`${name} gives ${findings.length} findings`);
  return finding;
};

describe("the findings of uv's recorded logs", () => {
  it.each(toolCases("uv"))("$name", (item) => {
    const result = resultOf(item);
    expect([...new Set(result.findings.map(({ code }) => code))].sort()).toEqual([...item.meta.codes].sort());
    const actual = `${JSON.stringify(result, null, 2)}\n`;
    if (item.meta.codes.length > 0) expect(actual).toBe(golden(item.path("findings.json"), actual));
  });

  it.each(toolCases("uv"))("$name points into its log", (item) => {
    for (const evidence of resultOf(item).findings.flatMap((finding) => finding.evidence)) {
      if (evidence.kind !== "log") continue;
      const start = item.input.subarray(0, evidence.bytes[0]).filter((byte) => byte === 0x0a).length + 1;
      expect(start).toBe(evidence.lines[0]);
    }
  });
});

describe.each(["0.5.20", "0.8.22", "0.12.5", "0.13.8"])("uv %s", (version) => {
  it("tells a conflict with both requirers and their lines", () => {
    const finding = only(`${version}-conflict`);
    expect(finding.message).toMatch(/needs-new( 1\.0)? \(requirements\.txt:3\) needs shared-lib>=2/);
    expect(finding.message).toMatch(/uv found no version of shared-lib that satisfies all of them\.$/);
    expect(finding.places).toHaveLength(2);
  });

  it("tells the constraint of a conflict", () => {
    const { conflicts } = resultOf(toolCase("uv", `${version}-conflict-constraint`));
    expect(conflicts?.[0]?.causes.map(({ kind, place }) => `${kind} ${place?.file}:${place?.line}`)).toEqual([
      "depends requirements.txt:1",
      "constraint constraints.txt:1",
    ]);
  });

  it("diagnoses the header that a build did not find, although uv wraps the line", () => {
    const finding = only(`${version}-build-failed-gcc`);
    expect(finding.message).toContain("wheelhouse_missing_header.h");
    expect(finding.message).toContain("exit code 1");
    expect(finding.excerpt?.[0]).toContain("fatal error: wheelhouse_missing_header.h");
  });

  it("says why no file fits", () => {
    expect(only(`${version}-no-match-platform`).message).toContain("no wheel with a fitting platform tag");
    expect(only(`${version}-no-match-python`).message).toContain("1.0 needs Python >=3.99");
    expect(only(`${version}-no-match-yanked`).message).toContain("has been yanked (1.1)");
    expect(only(`${version}-no-match-absent`).message).toContain("was not found in the package registry");
    expect(only(`${version}-no-match-transitive`).message).toContain("which needs-missing");
  });
});
