import { expect, it } from "vitest";
import { compareFixes } from "../../rig/fixes/agreement.ts";

// In full: npm run prove -- fixes.
it("finds fixes that a search which tries everything confirms, and none with a needless edit", async () => {
  const { conflicts, several, failures } = await compareFixes(300, Number(process.env.FAST_CHECK_SEED ?? 1));

  expect(failures).toEqual([]);
  expect(conflicts).toBeGreaterThan(150);
  expect(several).toBeGreaterThan(40);
});
