/** Records what Wheelhouse itself runs: `install --dry-run --report` and `wheel --no-deps`. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runPython } from "../../test/rig/pip.ts";
import { requireFile } from "../../test/rig/projects/build-projects.ts";
import type { TestProject } from "../../test/rig/projects/project.ts";
import { startSimpleIndex } from "../../test/rig/simple-index/simple-index.ts";
import { recordingProjects, SCENARIOS, type Scenario } from "./scenarios.ts";
import { scrubLog } from "./scrub.ts";
import { unusedOrigin } from "./unused-origin.ts";

const FIXTURES = join(import.meta.dirname, "../../test/fixtures/logs/pip");

interface Recorder {
  readonly python: string;
  readonly pipVersion: string;
  readonly projects: readonly TestProject[];
}

async function record(recorder: Recorder, scenario: Scenario): Promise<void> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "record-")));
  const project = join(root, "project");
  const index = await startSimpleIndex({ projects: recorder.projects, faults: scenario.faults ?? {} });
  try {
    await writeProject(project, recorder, scenario);
    const deadOrigin = await unusedOrigin();
    const indexUrl = scenario.deadIndex === true ? `${deadOrigin}/simple/` : index.url;
    const scrub = { origin: index.origin, deadOrigin, project, venv: dirname(dirname(recorder.python)), root };
    for (const form of ["console", "log"] as const) {
      const text = await run(recorder, scenario, { project, indexUrl, root, form });
      await save(recorder, scenario, form, scrubLog(text, scrub));
    }
  } finally {
    await index.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function writeProject(folder: string, { projects }: Recorder, scenario: Scenario): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, text] of Object.entries(scenario.files ?? {})) await writeFile(join(folder, path), text);
  for (const name of scenario.local ?? []) await writeFile(join(folder, name), requireFile(projects, name).bytes);
}

interface RunOptions {
  readonly project: string;
  readonly indexUrl: string;
  readonly root: string;
  readonly form: "console" | "log";
}

async function run(recorder: Recorder, scenario: Scenario, options: RunOptions): Promise<string> {
  const { project, indexUrl, root, form } = options;
  const logFile = join(root, `${form}.log`);
  const verb =
    scenario.command === "install"
      ? ["install", "--dry-run", "--ignore-installed", "--report", join(root, "report.json")]
      : ["wheel", "--no-deps", "--wheel-dir", join(root, "wheels")];
  const log = form === "log" ? ["--log", logFile] : [];
  const args = [...verb, ...log, "--index-url", indexUrl, ...scenario.args];
  // Both streams into one pipe, in order of arrival, as a runner does it.
  const joined = "import subprocess,sys;sys.exit(subprocess.run(sys.argv[1:],stderr=subprocess.STDOUT).returncode)";
  const env = {
    PIP_RETRIES: scenario.deadIndex === true ? "1" : "0",
    TMPDIR: root,
    PYTHONIOENCODING: "utf-8",
    CI: "true",
  };
  const { stdout } = await runPython(["-c", joined, recorder.python, "-m", "pip", ...args], {
    python: recorder.python,
    env,
    cwd: project,
  });
  return form === "log" ? readFile(logFile, "utf8") : stdout;
}

async function save(recorder: Recorder, scenario: Scenario, form: "console" | "log", text: string): Promise<void> {
  const folder = join(FIXTURES, form === "log" ? `${scenario.name}-log` : scenario.name);
  await mkdir(folder, { recursive: true });
  const meta = {
    pip: recorder.pipVersion,
    form,
    command: [scenario.command, ...scenario.args],
    files: scenario.files ?? {},
    ...(scenario.build === undefined ? {} : { build: scenario.build }),
    resolved: scenario.command === "wheel" || scenario.codes.every((code) => code === "yanked"),
    codes: (form === "console" ? scenario.consoleCodes : undefined) ?? scenario.codes,
  };
  await writeFile(join(folder, "input.log"), text);
  await writeFile(join(folder, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
}

/** Records the scenarios of Wheelhouse's own commands, or those of these names. */
export async function recordOwnCommands(python: string, names: readonly string[]): Promise<void> {
  const pipVersion = execFileSync(python, ["-m", "pip", "--version"], { encoding: "utf8" }).split(" ")[1] ?? "";
  const recorder: Recorder = { python, pipVersion, projects: recordingProjects() };
  for (const scenario of SCENARIOS.filter((item) => names.length === 0 || names.includes(item.name))) {
    await record(recorder, scenario);
    console.log(`recorded ${scenario.name}`);
  }
}
