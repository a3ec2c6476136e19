import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePipTool } from "../../../src/adapters/node/resolver-tools/pip-tool.ts";
import { makeUvTool } from "../../../src/adapters/node/resolver-tools/uv-tool.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { type PackseScenario, packseScenarios } from "../resolve/packse.ts";
import { pinned, problemOf, targetOf } from "../resolve/problem.ts";
import { ownScenarios, type Scenario } from "../resolve/scenario.ts";
import { makeRandom } from "../store/random.ts";
import { askScenarios, type ScenarioComparison } from "./ask-scenarios.ts";
import { makeToolWorld } from "./programs.ts";

const PIP = "26.3";
const UV = "0.13.8";

/** Asks pip and uv the scenarios of packse and our own: all of them, or a sample of `count`. */
export async function askAllScenarios({
  count,
  seed,
}: {
  readonly count: number;
  readonly seed: number;
}): Promise<ScenarioComparison> {
  const folder = await mkdtemp(join(tmpdir(), "wheelhouse-scenarios-"));
  try {
    const pip = makePipTool((await makeToolWorld(join(folder, "pip"), { pip: PIP })).parts);
    const uv = makeUvTool((await makeToolWorld(join(folder, "uv"), { uv: UV })).parts);
    const all = [...(await Promise.all(packseScenarios().map(toScenario))), ...ownScenarios()];
    const random = makeRandom(seed);
    const shuffled = all.map((scenario) => ({ scenario, key: random.below(1 << 30) })).sort((a, b) => a.key - b.key);
    const chosen = shuffled.slice(0, count).map(({ scenario }) => scenario);
    return await askScenarios({ pip, uv }, chosen);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * packse says what uv answers, and sometimes only whether; versions that it leaves open, and pip's answers, are expected as
 * our solver has them.
 */
async function toScenario(scenario: PackseScenario): Promise<Scenario> {
  const { requires, noBinary, expected } = scenario;
  const solve = async (tool: "pip" | "uv") => {
    const rules = tool === "uv" ? "uv" : "packaging-26.3";
    const wheelIsAllowed = (name: string) => !noBinary.includes(name);
    const policy = { tool, rules, prereleases: scenario.prereleases, wheelIsAllowed } as const;
    const problem = problemOf(requires, { policy, targets: [targetOf(scenario.target)] });
    const resolution = await resolve(problem, sourceFromUniverse(scenario));
    return resolution.kind === "conflict" ? null : pinned(resolution);
  };
  const [pip, uv] = [await solve("pip"), await solve("uv")];
  const told = Object.entries(expected.packages ?? {}).map((pin) => pin.join(" "));
  const byUv = expected.satisfiable ? (expected.packages === null ? uv : told.sort()) : null;
  return {
    name: `packse: ${scenario.name}`,
    ...{ packages: scenario.packages, requires, constraints: [], noBinary, onlyBinary: [] },
    ...{ prereleases: scenario.prereleases === "allow", preferBinary: false, notAfter: null },
    target: scenario.target,
    expected: { pip, uv: byUv },
    solver: { pip, uv },
    policy: JSON.stringify(pip) === JSON.stringify(byUv) ? null : "pre-releases or yanked, packse",
  };
}
