import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { readDockerBuild } from "../../../src/core/log/buildkit/read-dockerbuild.ts";
import { reduceDocker } from "../../../src/core/log/facts/docker.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { factsOfDockerLog } from "../../core/findings/case-facts.ts";
import { build, exportRecord, pullBase, type ScenarioPlace, writeContext } from "../../rig/buildkit/build.ts";
import { type BuildkitRig, startBuildkitRig } from "../../rig/buildkit/index.ts";
import { SCENARIOS } from "../../rig/buildkit/scenarios.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

/** BuildKit compiled and started here: what it prints today is read right, in every form that it has. */
let rig: BuildkitRig;
let index: SimpleIndex;
let context: string;

beforeAll(async () => {
  index = await startSimpleIndex({ projects: buildProjects() });
  context = await mkdtemp(join(tmpdir(), "docker-"));
  rig = await startBuildkitRig({ say: (line) => console.log(`docker: ${line}`) });
});
afterAll(async () => {
  await rig?.stop();
  await index?.close();
  await rm(context, { recursive: true, force: true });
});

const EXPECTED: Readonly<Record<string, string | null>> = {
  ok: null,
  "pip-header": "build-failed",
  "pip-conflict": "conflict",
  "apt-fails": "docker-step-failed",
  "copy-missing": "docker-step-failed",
  "platforms-fail": "build-failed",
};

const chosen = SCENARIOS.filter(({ name }) => name in EXPECTED);

describe("a build by BuildKit", () => {
  it.each(chosen)("$name: plain, rawjson and the exported record say the same", async (scenario) => {
    const place: ScenarioPlace = { rig, scenario, context };
    await writeContext(place, { index: index.url });
    await pullBase(place);
    const plain = Buffer.from(await build(place, "plain"));
    const record = readDockerBuild(await exportRecord(place));
    if (!record.ok) throw new Error(record.problems[0]?.message);
    const rawjson = Buffer.from(await build(place, "rawjson"));
    for (const log of [plain, rawjson, record.value]) {
      const { failure = null } = reduceDocker(parseLog(log)) ?? {};
      expect(failure !== null).toBe(scenario.truth.fails);
      expect(failure?.place?.lines[0]).toBe(scenario.truth.line);
      expect(failure?.step?.stage).toBe(scenario.truth.stage);
      const errors = findFindings(factsOfDockerLog(log)).findings.filter(({ severity }) => severity === "error");
      expect(errors.map(({ code }) => code)).toEqual([EXPECTED[scenario.name]].filter((code) => code !== null));
      for (const { places } of errors) expect(places[0]?.line).toBe(scenario.truth.line);
    }
    const names = (log: Uint8Array) =>
      reduceDocker(parseLog(log))
        ?.steps.map(({ name }) => name)
        .sort();
    expect(names(record.value)).toEqual(names(plain));
  });
});
