import { expect, it } from "vitest";
import { lastOf } from "../../../../src/adapters/node/resolver-tools/last-of.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

it("leaves a text of 16 KiB as it is", () => {
  const text = "é".repeat(8 * 1024);
  expect(lastOf(text)).toBe(text);
});

it("keeps the last whole lines of a longer one", () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index} é\n`);
  const last = lastOf(lines.join(""));
  expect(bytesOf(last)).toBeLessThanOrEqual(16 * 1024);
  expect(bytesOf(last)).toBeGreaterThan(16 * 1024 - 40);
  const [mark, ...kept] = last.split(/(?<=\n)/);
  expect(mark).toBe("…\n");
  expect(kept).toEqual(lines.slice(-kept.length));
});

it("cuts one endless line, between characters", () => {
  const last = lastOf("ü".repeat(20_000));
  expect(bytesOf(last)).toBeLessThanOrEqual(16 * 1024);
  expect(last.slice(2)).toMatch(/^\uFFFD?ü+$/);
});
