import { join } from "node:path";
import { expect, it } from "vitest";
import { FOLDERS, findWeakness, keyOf, readKnown } from "../../scripts/expressions/check.ts";
import { findExpressions } from "../../scripts/expressions/find-expressions.ts";

const ROOT = join(import.meta.dirname, "../..");

it("F5: every regular expression that reads foreign text is linear", () => {
  const known = readKnown();
  const expressions = findExpressions(ROOT, FOLDERS);
  expect(expressions.length).toBeGreaterThan(300);
  const fresh = expressions.filter((expression) => !known.has(keyOf(expression)));
  expect(fresh.map(findWeakness).filter((weakness) => weakness !== null)).toEqual([]);
}, 600_000);

it("tells one that is not", () => {
  expect(findWeakness({ source: "^(a+)+$", flags: "", file: "x.ts" })).toMatch(/exponential/);
  expect(findWeakness({ source: "(\\d+)x", flags: "", file: "x.ts" })).toMatch(/2nd degree/);
  expect(findWeakness({ source: "^a+$", flags: "", file: "x.ts" })).toBeNull();
});
