import { describe, expect, it } from "vitest";
import { explainLog } from "../../../src/app/explain/explain-log.ts";
import { diagnose } from "../../../src/core/diagnose/diagnose.ts";
import { SIGNATURES } from "../../../src/core/diagnose/signatures/index.ts";
import { installersEnd } from "../../../src/core/log/facts/outcome.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import { readLines } from "../../../src/core/log/reader/read-lines.ts";
import type { Finding } from "../../../src/core/report/model.ts";
import { buildNoise, failedBuildLog } from "../../rig/noise/build-noise.ts";
import { logCases } from "../log/cases.ts";

const LINES = 2_000;

/** The whole way of `explain`: bytes, events, facts, findings. */
function findingsOf(text: string): readonly Finding[] {
  const bytes = Buffer.from(text);
  const log = { file: "build.log", bytes: bytes.length, parse: parseLog(bytes), text: wholeText(bytes), cut: null };
  return explainLog(log, [], undefined).findings;
}

describe(`a log of ${LINES} lines in which one line says why the build failed`, () => {
  it.each(SIGNATURES.map((signature, index) => ({ id: signature.id, signature, index })))(
    "$id: gives the cause, what to do, and the line",
    ({ signature, index }) => {
      const example = signature.examples.find((line) => diagnose([line])[0]?.signature === signature.id);
      if (example === undefined) throw new Error("in none of its examples does it come first");
      const noise = buildNoise(LINES - 1, index + 1);
      const at = 100 + ((index * 611) % (LINES - 200));
      const output = [...noise.slice(0, at), example, ...noise.slice(at)];
      const step = signature.id.startsWith("build-") ? "installing build dependencies for demo" : undefined;
      const log = failedBuildLog(output, step);
      const finding = findingsOf(log).find(({ code }) => code === "build-failed");
      expect(finding?.message).toContain(diagnose([example])[0]?.cause);
      expect(finding?.title).toContain(`(${signature.class})`);
      expect(finding?.remedies.length).toBeGreaterThan(0);
      const evidence = finding?.evidence.find((item) => item.kind === "log");
      const [first = 0, last = 0] = evidence?.kind === "log" ? evidence.lines : [];
      expect(last - first).toBeLessThan(40);
      expect(
        log
          .split("\n")
          .slice(first - 1, last)
          .map((line) => line.trim()),
      ).toContain(example.trim());
    },
  );
});

describe("a log of a run that went well", () => {
  const good = logCases().filter(
    ({ input, meta }) => meta.codes.length === 0 && installersEnd(parseLog(input)) === "well",
  );

  it("is there in twenty forms at least", () => {
    expect(good.length).toBeGreaterThanOrEqual(20);
  });

  it.each(good.map((item) => ({ name: item.name, input: item.input })))("$name: no signature fires", ({ input }) => {
    const lines = readLines(input).map((line) => " ".repeat(line.indent) + line.text);
    expect(diagnose(lines)).toEqual([]);
    expect(findingsOf(input.toString()).filter(({ code }) => code === "build-failed")).toEqual([]);
  });
});

it("noise alone is diagnosed to nothing, whatever the seed", () => {
  for (let seed = 1; seed <= 20; seed += 1) expect(diagnose(buildNoise(LINES, seed), { failed: true })).toEqual([]);
});
