import { expect, it } from "vitest";
import { compareWithBruteForce } from "../../rig/resolve/agreement.ts";

// In full: npm run prove -- resolve.
it("agrees with a search that tries everything, in whatever order answers come, and names enough facts", async () => {
  const { conflicts, failures } = await compareWithBruteForce(1000, Number(process.env.FAST_CHECK_SEED ?? 1));

  expect(failures).toEqual([]);
  expect(conflicts).toBeGreaterThan(300);
});
