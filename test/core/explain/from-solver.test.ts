import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decisionTreeOf } from "../../../src/core/explain/from-solver.ts";
import { renderDecisionTree } from "../../../src/core/render/decision-tree.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { problemOf } from "../../rig/resolve/problem.ts";
import type { Packages } from "../../rig/resolve/solve.ts";
import { golden } from "../log/cases.ts";

const CASES = new URL("../../fixtures/decisions/", import.meta.url);

interface Case {
  readonly requirements: readonly string[];
  /** `<kind> <package>`, as a person has to be told. */
  readonly patterns: readonly string[];
  readonly packages: Packages;
}

/** The tree of the first target. */
async function treeOf(packages: Packages, ...rest: Parameters<typeof problemOf>) {
  const problem = problemOf(...rest);
  const [target] = problem.targets;
  if (target === undefined) throw new TypeError("no target");
  return await decisionTreeOf(problem, sourceFromUniverse({ packages }), target);
}

describe("the decision tree of the solver's own run", () => {
  it.each(readdirSync(CASES))("has the pattern and the form of the documented example (%s)", async (name) => {
    const read: Case = JSON.parse(readFileSync(new URL(`${name}/case.json`, CASES), "utf8"));
    const tree = await treeOf(read.packages, read.requirements);
    expect(tree.patterns.map((pattern) => `${pattern.kind} ${pattern.package}`)).toEqual(read.patterns);
    const path = new URL(`${name}/expected.txt`, CASES);
    // What the example is taken from stands above the tree, as comments.
    const [comment = ""] = /^(?:#.*\n)*/.exec(readFileSync(path, "utf8")) ?? [];
    const text = `${comment}\n${renderDecisionTree(tree, { width: 110, color: false, verbosity: 1 })}`;
    expect(text).toBe(golden(path.pathname, text));
  });
});
