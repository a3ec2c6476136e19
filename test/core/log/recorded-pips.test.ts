import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { holds } from "../../rig/pips/fact-fields.ts";
import { caseName, recordedCases } from "../../rig/pips/recorded.ts";
import { readingOf, truthOf } from "../../rig/pips/truth.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/logs/pip");

describe("the logs of nine versions of pip", () => {
  const cases = recordedCases().map((entry) => ({ ...entry, name: caseName(entry) }));

  it.each(cases)("$name says what happened, and nothing else", (entry) => {
    const path = (file: string): string => join(FOLDER, entry.name, file);
    const report = existsSync(path("report.json"))
      ? { pipReport: JSON.parse(readFileSync(path("report.json"), "utf8")) as unknown }
      : {};
    const facts = reduceFacts({ log: parseLog(readFileSync(path("input.log"))), ...report });
    expect(readingOf(facts)).toEqual(truthOf(entry));
    expect(facts.complete).toBe(true);
    expect([null, entry.pip]).toContain(facts.installer?.version ?? null);
    for (const run of facts.runs) expect(run.versionRange).toSatisfy((range) => holds(range, entry.pip));
  });

  it("are exactly those that are listed, at least 40", () => {
    const folders = readdirSync(FOLDER).filter((name) => /^\d+\.\d/.test(name));
    expect(folders.sort()).toEqual(cases.map(({ name }) => name).sort());
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });
});
