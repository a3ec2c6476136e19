import { describe, expect, it } from "vitest";
import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import { findFixes } from "../../../src/core/fixes/find-fixes.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { asyncGrowth } from "../../rig/growth.ts";
import { LARGE_UNIVERSES, type LargeUniverse } from "../../rig/resolve/large-universes.ts";
import { offers, problemOf } from "../../rig/resolve/problem.ts";
import { solveLarge } from "../../rig/resolve/solve-large.ts";

/** `npm run prove -- large` takes all of them in full, and measures how each grows. */
const SAMPLE = 300;
/** Those that take a few tenths of a second. */
const IN_FULL = [
  "versions of one project, the newest of which fits",
  "pre-releases and no other version",
  "lines that pin",
  "lines of which two contradict each other",
  "packages in a circle",
];

function sorted(answer: Awaited<ReturnType<typeof solveLarge>>["answer"]) {
  return Array.isArray(answer) ? [...answer].sort() : answer;
}

async function expectAnswer(universe: LargeUniverse, size: number): Promise<void> {
  const { answer, steps } = await solveLarge(universe, size);
  expect(sorted(answer)).toEqual(sorted(universe.expected(size)));
  // Each package is decided once, and each version is looked at a few times at most.
  expect(steps).toBeLessThanOrEqual(4 * size + 10);
}

describe("a large index or file has its answer", () => {
  it.each(LARGE_UNIVERSES.map((one) => [one.name, one] as const))(`${SAMPLE} %s`, (_, universe) =>
    expectAnswer(universe, SAMPLE),
  );

  it.each(
    LARGE_UNIVERSES.filter(({ name }) => IN_FULL.includes(name)).map((one) => [one.full, one.name, one] as const),
  )("%d %s", (full, _, universe) => expectAnswer(universe, full));

  it("in time that grows as the lines do", async () => {
    const pins = LARGE_UNIVERSES.find(({ name }) => name === "lines that pin");
    if (pins === undefined) throw new Error("there are no lines that pin");
    expect(await asyncGrowth((size) => solveLarge(pins, size), 25)).toBeLessThan(6);
  });
});

describe("a search that is too long for whoever waits", () => {
  const size = 400;
  const names = Array.from({ length: size }, (_, at) => `${at}`);
  const known = sourceFromUniverse({
    packages: {
      boto: Object.fromEntries(names.map((name) => [name, offers(`core==${name}`)])),
      core: Object.fromEntries(names.map((name) => [name, offers()])),
    },
  });
  const problem = problemOf(["boto", "core<1"]);

  it("ends when its time is over, though every answer is known", async () => {
    const resolution = await resolve(problem, known, { signal: AbortSignal.timeout(1) });
    expect(resolution).toMatchObject({ kind: "incomplete", reason: "it was called off" });
  });

  it("ends when its steps are used up", async () => {
    const budget = { left: 100 };
    const resolution = await resolve(problem, known, { budget });
    expect(resolution).toMatchObject({ kind: "incomplete", reason: "the search took more steps than allowed" });
    expect(budget.left).toBe(-1);
  });

  it("explains what it can by then, and does not call it minimal", async () => {
    // Each line rules one version out: the proof needs all of them.
    const lines = problemOf(names.map((name) => `core!=${name}`));
    const resolution = await resolve(lines, known);
    const conflicts = resolution.kind === "conflict" ? resolution.conflicts : [];
    const [explained] = await explainAll(lines, known, conflicts, { signal: AbortSignal.timeout(1) });
    expect(explained?.explanation).toMatchObject({ minimal: null });
    expect(explained?.explanation.requirements).toHaveLength(size);
  });

  it("looks for no more fixes", async () => {
    const lines = problemOf(names.map((name) => `core!=${name}`));
    const resolution = await resolve(lines, known);
    const conflicts = resolution.kind === "conflict" ? resolution.conflicts : [];
    const signal = AbortSignal.timeout(1);
    expect((await findFixes(lines, known, conflicts, { signal })).length).toBeLessThan(2);
    expect(signal.aborted).toBe(true);
  });
});
