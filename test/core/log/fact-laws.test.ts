import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BuildFacts, reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { comparableLines, type RecordedLog, recordedLogs } from "./recorded-logs.ts";

const ALL = recordedLogs();

function factsOf({ input }: { readonly input: Buffer }, pipReport?: unknown): BuildFacts {
  return reduceFacts({ log: parseLog(input), ...(pipReport === undefined ? {} : { pipReport }) });
}

/** Lines that do not name the package that they are given for. */
function strayLines(facts: BuildFacts, input: Buffer): readonly string[] {
  const lines = comparableLines(input);
  return facts.packages.flatMap(({ name, lines: own }) =>
    own
      .filter((line) => !(lines[line - 1] ?? "").includes(name))
      .map((line) => `${name}: ${lines[line - 1]?.slice(0, 90)}`),
  );
}

describe("the facts of all recorded logs", () => {
  it.each(ALL)("$name: add up, name their packages, and are values that JSON can hold", (log) => {
    const facts = factsOf(log);
    const { packages, downloads, totals, hitRate, runs, installed } = facts;
    expect(totals).toMatchObject({ packages: packages.length, downloads: downloads.length });
    expect(downloads).toHaveLength(runs.reduce((sum, run) => sum + run.downloads.length, 0));
    expect(installed).toHaveLength(runs.reduce((sum, run) => sum + run.installed.length, 0));
    expect(hitRate.numerator).toBeLessThanOrEqual(hitRate.denominator);
    expect(new Set(packages.map(({ name }) => name)).size).toBe(packages.length);
    expect(runs.filter(({ lines }) => lines[0] > lines[1])).toEqual([]);
    expect(strayLines(facts, log.input)).toEqual([]);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});

describe("the facts of a log that is cut anywhere", () => {
  const logs = fc.constantFrom(...ALL.filter(({ input }) => input.length < 60_000));

  it("hold no package, version or file that the whole log does not name", () => {
    fc.assert(
      fc.property(logs, fc.double({ min: 0, max: 1, noNaN: true }), ({ input }, part) => {
        const cut = input.subarray(0, Math.floor(input.length * part));
        return strayLines(factsOf({ input: cut }), cut).length === 0;
      }),
      { numRuns: 150 },
    );
  });

  it("hold no installation that the whole log does not have, when they are cut at a line", () => {
    fc.assert(
      fc.property(logs, fc.double({ min: 0, max: 1, noNaN: true }), ({ input }, part) => {
        const end = input.indexOf("\n", Math.floor(input.length * part)) + 1;
        const whole = new Set(factsOf({ input }).installed.map(({ name, version }) => `${name} ${version}`));
        const cut = factsOf({ input: input.subarray(0, end) }).installed;
        return cut.every(({ name, version }) => whole.has(`${name} ${version}`));
      }),
      { numRuns: 150 },
    );
  });
});

describe("pip's report beside its text", () => {
  const reported = ALL.filter(({ folder }) => existsSync(join(folder, "report.json")));
  const reportOf = ({ folder }: RecordedLog): unknown => JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));

  it.each(reported)("agrees with it on real runs ($name)", (log) => {
    expect(factsOf(log, reportOf(log)).disagreements).toEqual([]);
  });

  it("is there for several versions", () => {
    expect(reported.length).toBeGreaterThanOrEqual(4);
  });
});
