import { describe, expect, it } from "vitest";
import { translatePoetryConstraint } from "../../../src/core/inputs/pyproject/poetry-constraint.ts";

describe("translatePoetryConstraint", () => {
  // The table of Poetry's documentation, "Version constraints", and its neighbours.
  it.each([
    ["^1.2.3", [">=1.2.3", "<2"]],
    ["^1.2", [">=1.2", "<2"]],
    ["^1", [">=1", "<2"]],
    ["^0.2.3", [">=0.2.3", "<0.3"]],
    ["^0.0.3", [">=0.0.3", "<0.0.4"]],
    ["^0.0", [">=0.0", "<0.1"]],
    ["^0", [">=0", "<1"]],
    ["~1.2.3", [">=1.2.3", "<1.3"]],
    ["~1.2", [">=1.2", "<1.3"]],
    ["~1", [">=1", "<2"]],
    ["^1.2.3b1", [">=1.2.3b1", "<2"]],
    ["*", []],
    ["", []],
    ["1.*", ["==1.*"]],
    ["1.2.*", ["==1.2.*"]],
    ["1.2.3", ["==1.2.3"]],
    ["=1.2.3", ["==1.2.3"]],
    ["==1.2.3", ["==1.2.3"]],
    ["~=1.2", ["~=1.2"]],
    [">= 1.2, <1.5 !=1.3", [">=1.2", "<1.5", "!=1.3"]],
    ["^2.0 || ^3.0", null],
    ["latest", null],
    ["^", null],
  ])("%j is %j", (constraint, clauses) => {
    expect(translatePoetryConstraint(constraint)).toEqual(clauses);
  });
});
