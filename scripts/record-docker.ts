/**
 * Records logs of real Docker builds into `test/fixtures/logs/docker/<scenario>[-form]/`: BuildKit's plain progress, rawjson
 * and `.dockerbuild` archives by the BuildKit of `test/rig/buildkit`. Root and Debian only.
 *
 *   node scripts/record-docker.ts [--engine] [scenario]…
 *
 * With `--engine`: those scenarios that say so, by Debian's Docker Engine, with and without its BuildKit.
 *
 * Afterwards `UPDATE=1 npx vitest run test/core/log/docker` writes the expected events anew: read the diff.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../test/rig/arm64/run.ts";
import { type BuildkitRig, startBuildkitRig } from "../test/rig/buildkit/index.ts";
import { buildProjects } from "../test/rig/projects/build-projects.ts";
import { startSimpleIndex } from "../test/rig/simple-index/simple-index.ts";
import { type Engine, type EngineForm, startEngine } from "./record-docker/engine.ts";
import { type DockerScenario, SCENARIOS } from "./record-docker/scenarios.ts";
import { scrubArchive } from "./record-docker/scrub-archive.ts";

const FIXTURES = join(import.meta.dirname, "../test/fixtures/logs/docker");

interface Place {
  readonly rig: BuildkitRig;
  readonly scenario: DockerScenario;
  /** The build context. */
  readonly context: string;
  readonly origin: string;
}

async function record(scenario: DockerScenario): Promise<void> {
  const index = await startSimpleIndex({ projects: buildProjects() });
  const context = await mkdtemp(join(tmpdir(), "record-"));
  const rig = await startBuildkitRig({ say: console.error, ...(scenario.daemon && { environment: scenario.daemon }) });
  try {
    const place: Place = { rig, scenario, context, origin: index.origin };
    await writeContext(place, index.url);
    // The base image is unpacked before, so that every recording begins with the build.
    await pullBase(place);
    if (scenario.warm === true) await build(place, "quiet");
    await save(place, "plain", await build(place, "plain"));
    if (scenario.forms?.includes("dockerbuild") === true) await saveRecord(place);
    for (const form of ["rawjson", "tty"] as const) {
      if (scenario.forms?.includes(form) === true) await save(place, form, await build(place, form));
    }
  } finally {
    await rig.stop();
    await index.close();
    await rm(context, { recursive: true, force: true });
  }
}

async function writeContext(
  { scenario, context }: Pick<Place, "scenario" | "context">,
  indexUrl: string,
): Promise<void> {
  const files = {
    Dockerfile: `${scenario.dockerfile.join("\n").replaceAll("{index}", indexUrl)}\n`,
    ...scenario.files,
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(context, path), text);
}

async function pullBase({ rig, context, scenario }: Place): Promise<void> {
  const file = join(context, "base.Dockerfile");
  await writeFile(file, "FROM base\nRUN true\n");
  const platform = scenario.args ?? [];
  await run([rig.buildx, "build", "-q", "-f", file, "--build-context", rig.base, ...platform, context], {
    env: rig.environment,
  });
  await rm(file);
}

/** What the build writes to stderr; a failing build is what is asked for. */
async function build({ rig, scenario, context }: Place, progress: string): Promise<string> {
  const fresh = scenario.warm === true ? [] : ["--no-cache"];
  const more = [...fresh, "--build-context", rig.base, ...(scenario.args ?? [])];
  const argv = [rig.buildx, "build", "--progress", progress, ...more, context];
  // `script` gives it a terminal; it writes what the terminal would show to its own stdout.
  const terminal = ["script", "-qec", argv.join(" "), "/dev/null"];
  const [program = "", ...args] = progress === "tty" ? terminal : argv;
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...rig.environment, COLUMNS: "120" },
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => progress === "tty" && chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once("error", reject);
    child.once("close", settle);
  });
  if ((code !== 0) !== scenario.truth.fails && progress !== "quiet") {
    throw new Error(`${scenario.name} ended with ${code}:\n${Buffer.concat(chunks).toString("utf8")}`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Of the last build: its record as `buildx history export` writes it. */
async function saveRecord(place: Place): Promise<void> {
  const { rig, scenario } = place;
  const listed = await run([rig.buildx, "history", "ls", "--format", "json"], { env: rig.environment });
  const newest = (JSON.parse(listed.split("\n")[0] ?? "") as { readonly ref: string }).ref;
  const reference = newest.split("/").at(-1) ?? "";
  const folder = join(FIXTURES, scenario.name);
  const file = join(folder, "build.dockerbuild");
  await run([rig.buildx, "history", "export", "--finalize", "-o", file, reference], { env: rig.environment });
  await writeFile(file, scrubArchive(await readFile(file)));
}

type Form = "plain" | "rawjson" | "tty" | EngineForm;

const WRITERS: Readonly<Record<Form, string>> = {
  plain: "BuildKit 0.33.0, buildx 0.37.0",
  rawjson: "BuildKit 0.33.0, buildx 0.37.0",
  tty: "BuildKit 0.33.0, buildx 0.37.0",
  engine: "BuildKit of Docker Engine 20.10.24",
  legacy: "Docker Engine 20.10.24",
};

async function save({ scenario, origin }: Pick<Place, "scenario" | "origin">, form: Form, text: string): Promise<void> {
  const folder = join(FIXTURES, form === "plain" ? scenario.name : `${scenario.name}-${form}`);
  await mkdir(folder, { recursive: true });
  const meta = { writer: WRITERS[form], form, dockerfile: scenario.dockerfile, ...scenario.truth };
  const scrubbed = form === "rawjson" ? text : text.replaceAll(origin, "http://index.example");
  await writeFile(join(folder, "input.log"), scrubbed);
  await writeFile(join(folder, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
}

/** The same Dockerfiles by Debian's engine: its builder before BuildKit, and the BuildKit of its time. */
async function recordEngine(engine: Engine, scenario: DockerScenario): Promise<void> {
  const index = await startSimpleIndex({ projects: buildProjects() });
  const context = await mkdtemp(join(tmpdir(), "record-"));
  try {
    await writeContext({ scenario, context }, index.url);
    for (const form of ["legacy", "engine"] as const) {
      if (scenario.warm === true) await engine.build(form, context, false);
      const { text, code } = await engine.build(form, context, scenario.warm !== true);
      if ((code !== 0) !== scenario.truth.fails) throw new Error(`${scenario.name} ended with ${code}:\n${text}`);
      await save({ scenario, origin: index.origin }, form, text);
    }
  } finally {
    await index.close();
    await rm(context, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: "boolean", default: false } },
});
const chosen = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (values.engine) {
  const engine = await startEngine(console.error);
  try {
    for (const scenario of chosen.filter((item) => item.engine === true)) {
      await recordEngine(engine, scenario);
      console.log(`recorded ${scenario.name} by the engine`);
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
