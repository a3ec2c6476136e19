import { describe, expect, it } from "vitest";
import { growth } from "./growth.ts";

/** As many steps as there are pairs. */
function pairs(size: number): number {
  let sum = 0;
  for (let a = 0; a < size; a += 1) for (let b = 0; b < size; b += 1) sum = (sum + a * b) | 0;
  return sum;
}

function singles(size: number): number {
  let sum = 0;
  for (let a = 0; a < size * 500; a += 1) sum = (sum + a * a) | 0;
  return sum;
}

describe("growth", () => {
  it("tells linear from quadratic work", () => {
    expect(growth(singles, 500)).toBeLessThan(6);
    expect(growth(pairs, 500)).toBeGreaterThan(6);
  });
});
