import { describe, expect, it } from "vitest";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { pinned } from "../../rig/resolve/problem.ts";
import { ownScenarios } from "../../rig/resolve/scenario.ts";
import { scenarioProblem } from "../../rig/resolve/scenario-problem.ts";

const scenarios = ownScenarios();

describe("scenarios of our own", () => {
  it("are at least two hundred, each with a name of its own", () => {
    const names = new Set(scenarios.map(({ name }) => name));
    expect(names.size).toBe(scenarios.length);
    expect(scenarios.length).toBeGreaterThanOrEqual(200);
  });

  for (const tool of ["pip", "uv"] as const) {
    it.each(scenarios)(`$name, as ${tool}`, async (scenario) => {
      const resolution = await resolve(scenarioProblem(scenario, tool), sourceFromUniverse(scenario));
      const answer = resolution.kind === "conflict" ? null : pinned(resolution);
      expect(resolution.kind).not.toBe("incomplete");
      expect(answer).toEqual(scenario.solver[tool]);
    });
  }
});
