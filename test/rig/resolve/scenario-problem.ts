import type { ResolveProblem } from "../../../src/core/resolve/problem.ts";
import type { TagRules } from "../../../src/core/target/target.ts";
import { requireTarget } from "../../core/target/require-target.ts";
import { problemOf } from "./problem.ts";
import type { Scenario, Tool } from "./scenario.ts";

/** The question of a scenario for our solver with the rules of a tool. */
export function scenarioProblem(scenario: Scenario, tool: Tool): ResolveProblem {
  const { requires, constraints, onlyBinary, noBinary } = scenario;
  return problemOf(requires, {
    constraints,
    targets: [requireTarget(scenario.target)],
    policy: {
      tool,
      rules: rulesOf(tool),
      prereleases: scenario.prereleases ? "allow" : "if-necessary",
      sourceIsAllowed: (name) => !onlyBinary.includes(name),
      wheelIsAllowed: (name) => !noBinary.includes(name),
      preferBinary: tool === "pip" && scenario.preferBinary,
      excludeNewer: scenario.notAfter,
    },
  });
}

export function rulesOf(tool: Tool): TagRules {
  return tool === "uv" ? "uv" : "packaging-26.3";
}
