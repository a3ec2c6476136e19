import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { judgeLog, noLogFigures, type Refusal } from "../../rig/explain/judge-log.ts";

/** Recorded by scripts/record-refusals.ts. More: npm run prove -- log-explanations. */
const RECORDED = new URL("../../fixtures/refusals.json", import.meta.url);

it("says nothing of a recorded log that is not so on the index that it is about", async () => {
  const refusals = JSON.parse(readFileSync(RECORDED, "utf8")) as readonly Refusal[];
  const figures = noLogFigures();
  const problems: string[] = [];
  for (const refusal of refusals) {
    const problem = await judgeLog(refusal, figures);
    if (problem !== null) problems.push(`${refusal.tool}: ${problem}\n${refusal.log}`);
  }
  console.log(JSON.stringify(figures));
  expect(problems).toEqual([]);
  expect(figures.explained).toBeGreaterThan(refusals.length * 0.7);
  expect(figures.led).toBeGreaterThan(figures.explained * 0.8);
  expect(figures.sufficient).toBeGreaterThan(figures.explained * 0.7);
  expect(figures.sameProject).toBeGreaterThan(figures.explained * 0.9);
});
