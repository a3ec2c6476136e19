import { expect, it } from "vitest";
import { checkExplanations } from "../../../rig/explain/laws.ts";

// In full: npm run prove -- explanations.
it("names lines that conflict alone, hold without any one of them, and are not named twice", async () => {
  const { conflicts, several, minimal, failures } = await checkExplanations(
    400,
    Number(process.env.FAST_CHECK_SEED ?? 1),
  );

  expect(failures).toEqual([]);
  expect(conflicts).toBeGreaterThan(200);
  expect(several).toBeGreaterThan(40);
  expect(minimal).toBeGreaterThan(conflicts * 0.99);
});

it("says that nothing is proven when the budget does not allow it", async () => {
  const { minimal, conflicts } = await checkExplanations(100, 1, { maxSteps: 0 });

  expect(conflicts).toBeGreaterThan(40);
  expect(minimal).toBe(0);
});
