import fc from "fast-check";
import { expect, it } from "vitest";
import { makeNeedleIndex } from "../../../src/core/diagnose/needles.ts";
import { growth } from "../../rig/growth.ts";

it("finds what looking for one text after the other finds, whatever the texts and the line", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "é", "A"), maxLength: 30 });
  const needle = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.uniqueArray(needle, { minLength: 1, maxLength: 12 }), text, (needles, line) => {
      const expected = needles.flatMap((item, index) => (line.toLowerCase().includes(item) ? [index] : []));
      expect(makeNeedleIndex(needles).find(line, 1_000)).toEqual(expected);
    }),
  );
});

it("looks no further than it is told", () => {
  expect(makeNeedleIndex(["error"]).find(`${"x".repeat(100)}error`, 100)).toEqual([]);
});

it("takes time in proportion to the line, however many texts there are", () => {
  const index = makeNeedleIndex(Array.from({ length: 400 }, (_, number) => `${"ab".repeat(number % 20)}c${number}`));
  expect(growth((size) => index.find("ab".repeat(size), size * 2), 20_000)).toBeLessThan(3);
});
