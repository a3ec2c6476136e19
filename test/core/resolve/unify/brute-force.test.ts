import { expect, it } from "vitest";
import { compareUnified } from "../../../rig/unify/agreement.ts";

// In full: npm run prove -- unify.
it("finds versions in common wherever a search that tries everything does, and splits as few projects as possible", async () => {
  const { differing, split, failures } = await compareUnified(150, Number(process.env.FAST_CHECK_SEED ?? 1));

  expect(failures).toEqual([]);
  expect(differing).toBeGreaterThan(5);
  expect(split).toBeGreaterThan(2);
});
