import { describe, expect, it } from "vitest";
import { growth } from "./growth.ts";

describe("growth", () => {
  it("tells linear from quadratic work", () => {
    expect(growth((size) => /x+$/.test(`${"-".repeat(size)}`), 50_000)).toBeLessThan(6);
    expect(growth((size) => /x+$/.test(`${"x".repeat(size)}-`), 500)).toBeGreaterThan(6);
  });
});
