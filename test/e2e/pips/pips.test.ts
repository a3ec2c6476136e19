import { beforeAll, describe, expect, it } from "vitest";
import { compareRun } from "../../rig/pips/compare-runs.ts";
import { minorOf, pipsOnIndex } from "../../rig/pips/fetch-pip.ts";
import { type LiveRun, runLive } from "../../rig/pips/live.ts";
import { findPythonForAnyPip } from "../../rig/pips/python.ts";
import { OLDEST_PIP, RECORDED_PIPS, recordedCases } from "../../rig/pips/recorded.ts";
import { CORE_SCENARIOS } from "../../rig/pips/scenarios.ts";
import { VERSION_DIFFERENCES, type VersionDifference } from "../../rig/pips/version-differences.ts";

const LEAST = 12;

describe("the versions of pip that no fixture was recorded from", () => {
  const cases = recordedCases();
  const met = new Set<VersionDifference>();
  let minors: readonly string[] = [];
  let others: readonly string[] = [];
  let runs: readonly LiveRun[] = [];

  beforeAll(async () => {
    const python = findPythonForAnyPip();
    if (python === null) throw new Error("install Python 3.10 or 3.11: no other one runs every pip from 20.3 to 26");
    const pips = await pipsOnIndex(OLDEST_PIP);
    minors = pips.map(minorOf);
    const recorded = RECORDED_PIPS.map(({ version }) => minorOf(version));
    others = pips.filter((version) => !recorded.includes(minorOf(version)));
    runs = await runLive(others, CORE_SCENARIOS, "console", python);
  });

  it(`are at least ${LEAST}, and every scenario ran with each`, () => {
    expect(others.length).toBeGreaterThanOrEqual(LEAST);
    expect(runs).toHaveLength(others.length * CORE_SCENARIOS.length);
    console.log(`${others.length} versions without a fixture: ${others.join(", ")}`);
  });

  it.each(CORE_SCENARIOS)("give the facts of the nearest recorded version, field by field: $name", ({ name }) => {
    const compared = runs.filter(({ scenario }) => scenario === name).map((run) => compareRun(run, cases, minors));
    for (const entry of compared.flatMap((comparison) => comparison.met)) met.add(entry);
    const fields = compared.reduce((sum, comparison) => sum + comparison.fields, 0);
    console.log(`${name}: ${compared.length} runs, ${fields} fields`);
    expect(compared.flatMap(({ problems }) => problems)).toEqual([]);
    expect(fields).toBeGreaterThan(compared.length * 40);
  });

  it("differ in nothing but what is listed, and in all that is listed", () => {
    for (const { since, because } of met) console.log(`since ${since}: ${because}`);
    expect(VERSION_DIFFERENCES.filter((entry) => !met.has(entry))).toEqual([]);
  });
});
