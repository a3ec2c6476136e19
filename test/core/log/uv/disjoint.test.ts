import { expect, it } from "vitest";
import { areDisjoint } from "../../../../src/core/log/uv/disjoint.ts";

it.each([
  ["x<2", "x>=2", true],
  ["x<=2", "x>=2", false],
  ["x==2019.0.*", "x==2019.*", false],
  ["x==1.0.*", "x>1.0.99999", false],
  ["x<1.0.1", "x>1.0.0.post7", false],
  ["x>1.0", "x==1.0.post3", true],
  ["x<2 | >=3", "x>=2,<3", true],
  ["x<2 | >=3", "x>=2,<3.1", false],
  ["x===1.0", "x<1", true],
  ["x===of-a-branch", "x<1", false],
  ["x 1", "x<1", false],
])("tells whether %s and %s exclude each other", (one, other, expected) => {
  expect(areDisjoint(one, other)).toBe(expected);
  expect(areDisjoint(other, one)).toBe(expected);
});
