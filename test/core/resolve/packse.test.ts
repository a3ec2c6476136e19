import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type Universe } from "../../../src/core/resolve/universe.ts";
import { pinned, problemOf, targetOf } from "../../rig/resolve/problem.ts";

interface Scenario extends Universe {
  readonly name: string;
  readonly requires: readonly string[];
  readonly target: { readonly platform: string; readonly python: string; readonly libc: string };
  readonly prereleases: "allow" | "if-necessary";
  readonly noBinary: readonly string[];
  readonly expected: { readonly satisfiable: boolean; readonly packages: Readonly<Record<string, string>> | null };
}

const FOLDER = join(import.meta.dirname, "../../fixtures/universes/packse");
const scenarios = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Scenario);

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
