import { expect, it } from "vitest";
import { compareFixes } from "../../rig/fixes/agreement.ts";

// In full: npm run prove -- fixes.
it("finds fixes that a search which tries everything confirms, and none with a needless edit", async () => {
  const { conflicts, independent, several, failures } = await compareFixes(
    150,
    Number(process.env.FAST_CHECK_SEED ?? 1),
  );

  expect(failures).toEqual([]);
  expect(conflicts).toBeGreaterThan(30);
  expect(independent).toBeGreaterThan(6);
  expect(several).toBeGreaterThan(10);
});
