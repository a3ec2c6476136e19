import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePipTool } from "../../../src/adapters/node/resolver-tools/pip-tool.ts";
import { makeUvTool } from "../../../src/adapters/node/resolver-tools/uv-tool.ts";
import type { ResolverTool } from "../../../src/ports/resolver-tool.ts";
import { describeResolverTool } from "../../ports/resolver-tool-contract.ts";
import { compareWithSolver } from "../../rig/resolver-tools/compare-with-solver.ts";
import { makeToolWorld } from "../../rig/resolver-tools/programs.ts";
import { toolProjects } from "../../rig/resolver-tools/projects.ts";
import { questionOf } from "../../rig/resolver-tools/question.ts";
import { startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

/** `FAST_CHECK_SEED=7`: other universes. */
const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);
const UNIVERSES = 20;
const UV = "0.13.8";

/** The oldest pip that can be told of another machine, and the newest of those whose insides were looked at. */
const PIPS = ["23.0", "26.3"];

for (const pip of PIPS) {
  describeResolverTool(`pip ${pip}`, async (folder, environment) => {
    const world = await makeToolWorld(folder, { pip }, environment);
    return { world, tool: makePipTool(world.parts) };
  });
}

describeResolverTool(`uv ${UV}`, async (folder, environment) => {
  const world = await makeToolWorld(folder, { uv: UV }, environment);
  return { world, tool: makeUvTool(world.parts) };
});

describe("pip and uv side by side", () => {
  let folder: string;
  let pip: ResolverTool;
  let uv: ResolverTool;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wheelhouse-tools-"));
    pip = makePipTool((await makeToolWorld(join(folder, "pip"), { pip: "26.3" })).parts);
    uv = makeUvTool((await makeToolWorld(join(folder, "uv"), { uv: UV })).parts);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("differ on an upper bound of Requires-Python, which uv passes over", async () => {
    const index = await startSimpleIndex({ projects: [...toolProjects()] });
    const question = questionOf(index.url, { "requirements.txt": "until-python\n" });
    const states = [(await pip.resolve(question)).state, (await uv.resolve(question)).state];
    await index.close();
    expect(states).toEqual(["refused", "resolved"]);
  });

  it(`agree with our solver on ${UNIVERSES} random universes`, async () => {
    const { differences, ...figures } = await compareWithSolver({ pip, uv }, UNIVERSES, SEED);
    console.log(`${JSON.stringify(figures)}, ${differences.length} differences, seed ${SEED}`);
    expect(differences).toEqual([]);
    expect(figures.resolved).toBeGreaterThan(UNIVERSES / 5);
    expect(figures.refused).toBeGreaterThan(UNIVERSES / 5);
  });
});
