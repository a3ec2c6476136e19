import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCheck } from "../../../src/app/check.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { readDockerBuild } from "../../../src/core/log/buildkit/read-dockerbuild.ts";
import { reduceDocker } from "../../../src/core/log/facts/docker.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
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

describe("install-plan.dockerfile", () => {
  it("installs what a check resolved, in the stages of the machine that it is built for, by the hashes of the files", async () => {
    const projects = buildProjects();
    const pins = ["chain==1.0", "manypkg==2.0.0", "purepkg==1.1.0", "puresdist==0.3.0"];
    const lines = [...pins, "cext==0.1.0 ; platform_machine == 'aarch64'"];
    const hashed = lines.map((line) => {
      const [name, version = ""] = (line.split(" ")[0] ?? "").split("==");
      const files = projects.find((each) => each.name === name)?.files ?? [];
      const hashes = files.flatMap(({ filename, sha256 }) =>
        filename.includes(`-${version}`) ? [`--hash=sha256:${sha256}`] : [],
      );
      return [line, ...hashes].join(" ");
    });
    await writeFile(join(context, "requirements.txt"), `${hashed.join("\n")}\n`);
    const plan = await planOf(["linux/arm64", "linux/amd64"]);
    expect(plan).toContain("--require-hashes");
    const dockerfile = ["FROM base", "ENV PIP_BREAK_SYSTEM_PACKAGES=1 PIP_CACHE_DIR=/cache", plan];
    const place: ScenarioPlace = {
      ...{ rig, context },
      scenario: { name: "plan", dockerfile, truth: { fails: false } },
    };
    await writeContext(place, { index: index.url });
    const log = await build(place, "plain");
    expect(log).toMatch(/Successfully installed.* chain-1\.0 .*puresdist-0\.3\.0/);
    expect(log).toContain("No broken requirements found.");
    expect(log).not.toContain("Collecting cext");
  });
});

/** What a check of the context's requirements writes for a Dockerfile. */
async function planOf(target: readonly string[]): Promise<string> {
  const silent = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };
  const given = { "index-url": index.url, target, python: "3.12", requirements: ["requirements.txt"] };
  const options = parseOptions(given, { door: "cli", currentDirectory: context });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const ports = makeCheckPorts({ HOME: context, PIP_CONFIG_FILE: "/dev/null" }, silent, new AbortController().signal);
  await runCheck(options.value.check, { ...ports, cacheFolder: null });
  return await readFile(join(context, ".wheelhouse/install-plan.dockerfile"), "utf8");
}
