/**
 * Records logs of real Docker builds into `test/fixtures/logs/docker/<scenario>[-form]/`: BuildKit's plain progress, rawjson
 * and `.dockerbuild` archives by the BuildKit of `test/rig/buildkit`. Root and Debian only.
 *
 *   node scripts/record-docker.ts [--engine | --buildah] [scenario]…
 *
 * With `--engine`: those scenarios that say so, by Debian's Docker Engine, with and without its BuildKit. With `--buildah`: by
 * Debian's buildah.
 *
 * Afterwards `UPDATE=1 npx vitest run test/core/log/docker` writes the expected events anew: read the diff.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, exportRecord, pullBase, type ScenarioPlace, writeContext } from "../test/rig/buildkit/build.ts";
import { startBuildkitRig } from "../test/rig/buildkit/index.ts";
import { type DockerScenario, SCENARIOS } from "../test/rig/buildkit/scenarios.ts";
import { buildProjects } from "../test/rig/projects/build-projects.ts";
import { startSimpleIndex } from "../test/rig/simple-index/simple-index.ts";
import { startBuildah } from "./record-docker/buildah.ts";
import { type Engine, type EngineForm, startEngine } from "./record-docker/engine.ts";
import { scrubArchive } from "./record-docker/scrub-archive.ts";

const FIXTURES = join(import.meta.dirname, "../test/fixtures/logs/docker");

interface Place extends ScenarioPlace {
  readonly origin: string;
}

async function record(scenario: DockerScenario): Promise<void> {
  const index = await startSimpleIndex({ projects: buildProjects() });
  const context = await mkdtemp(join(tmpdir(), "record-"));
  const rig = await startBuildkitRig({ say: console.error, ...(scenario.daemon && { environment: scenario.daemon }) });
  try {
    const place: Place = { rig, scenario, context, origin: index.origin };
    await writeContext(place, { index: index.url, base: rig.base.slice("base=".length) });
    await pullBase(place);
    if (scenario.warm === true) await build(place, "quiet");
    await save(place, "plain", await build(place, "plain"));
    if (scenario.forms?.includes("dockerbuild") === true) {
      const record = scrubArchive(await exportRecord(place));
      await writeFile(join(FIXTURES, scenario.name, "build.dockerbuild"), record);
    }
    for (const form of ["rawjson", "tty"] as const) {
      if (scenario.forms?.includes(form) === true) await save(place, form, await build(place, form));
    }
  } finally {
    await rig.stop();
    await index.close();
    await rm(context, { recursive: true, force: true });
  }
}

type Form = "plain" | "rawjson" | "tty" | EngineForm;

const WRITERS: Readonly<Record<Form, string>> = {
  plain: "BuildKit 0.33.0, buildx 0.37.0",
  rawjson: "BuildKit 0.33.0, buildx 0.37.0",
  tty: "BuildKit 0.33.0, buildx 0.37.0",
  engine: "BuildKit of Docker Engine 20.10.24",
  legacy: "Docker Engine 20.10.24",
  buildah: "buildah 1.28.2",
};

async function save({ scenario, origin, context }: Omit<Place, "rig">, form: Form, text: string): Promise<void> {
  const folder = join(FIXTURES, form === "plain" ? scenario.name : `${scenario.name}-${form}`);
  await mkdir(folder, { recursive: true });
  const meta = { writer: WRITERS[form], form, dockerfile: scenario.dockerfile, ...scenario.truth };
  const named = text.replaceAll(origin, "http://index.example").replaceAll(context, "/project");
  const scrubbed = form === "rawjson" ? text : named;
  await writeFile(join(folder, "input.log"), scrubbed);
  await writeFile(join(folder, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
}

/** The same Dockerfiles by a builder of the distribution. */
async function recordEngine(engine: Engine, scenario: DockerScenario): Promise<void> {
  const index = await startSimpleIndex({ projects: buildProjects() });
  const context = await mkdtemp(join(tmpdir(), "record-"));
  try {
    await writeContext({ scenario, context }, { index: index.url });
    for (const form of engine.forms) {
      if (scenario.warm === true) await engine.build(form, context, false);
      const { text, code } = await engine.build(form, context, scenario.warm !== true);
      if ((code !== 0) !== scenario.truth.fails) throw new Error(`${scenario.name} ended with ${code}:\n${text}`);
      await save({ scenario, context, origin: index.origin }, form, text);
    }
  } finally {
    await index.close();
    await rm(context, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: "boolean", default: false }, buildah: { type: "boolean", default: false } },
});
const chosen = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (values.engine || values.buildah) {
  const engine = await (values.buildah ? startBuildah : startEngine)(console.error);
  try {
    for (const scenario of chosen.filter((item) => item.engine === true)) {
      await recordEngine(engine, scenario);
      console.log(`recorded ${scenario.name} by ${engine.forms.join(" and ")}`);
    }
  } finally {
    await engine.stop();
  }
} else {
  for (const scenario of chosen) {
    await record(scenario);
    console.log(`recorded ${scenario.name}`);
  }
}
