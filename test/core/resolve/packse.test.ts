import { describe, expect, it } from "vitest";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { packseScenarios } from "../../rig/resolve/packse.ts";
import { pinned, problemOf, targetOf } from "../../rig/resolve/problem.ts";

const scenarios = packseScenarios();

describe("packse", () => {
  it("is here", () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(36);
  });

  it.each(scenarios)("$name: verdict and versions are those of uv", async (scenario) => {
    const policy = {
      tool: "uv",
      rules: "uv",
      prereleases: scenario.prereleases,
      wheelIsAllowed: (name: string) => !scenario.noBinary.includes(name),
    } as const;
    const problem = problemOf(scenario.requires, { policy, targets: [targetOf(scenario.target)] });

    const resolution = await resolve(problem, sourceFromUniverse(scenario));

    expect(resolution.kind).toBe(scenario.expected.satisfiable ? "solved" : "conflict");
    const { packages } = scenario.expected;
    if (packages === null) return;
    expect(pinned(resolution)).toEqual(
      Object.entries(packages)
        .map(([name, version]) => `${name} ${version}`)
        .sort(),
    );
  });
});
