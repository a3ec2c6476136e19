import { expect, it } from "vitest";
import { askAllScenarios } from "../../rig/resolver-tools/all-scenarios.ts";

/** `FAST_CHECK_SEED=7`: another sample. In full: npm run prove -- tools. */
const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);
const SAMPLE = 40;

it(`pip and uv answer a sample of ${SAMPLE} scenarios as expected`, async () => {
  const { failures, figures, policies } = await askAllScenarios({ count: SAMPLE, seed: SEED });
  console.log(`${JSON.stringify({ ...figures, policies })}, seed ${SEED}`);
  expect(failures).toEqual([]);
  for (const { asked, resolved, refused } of Object.values(figures)) {
    expect(asked).toBe(SAMPLE);
    expect(resolved).toBeGreaterThan(SAMPLE / 3);
    expect(refused).toBeGreaterThan(SAMPLE / 10);
  }
});
