import { describe, expect, it } from "vitest";
import { run } from "../../../scripts/prove/log.ts";

/** `npm run prove -- log --count 10000` is the same in full. */
describe("logs whose truth is known, and bytes that are none", () => {
  it("F6: no message that a build forges becomes a fact, and nothing throws or depends on chunks", async () => {
    const proof = await run({ count: 6, seed: 20_261_121 });
    expect(proof.failures).toEqual([]);
    expect(proof.lines).toBe(6_000);
    expect(proof.cuts).toBeGreaterThan(500);
  });
});
