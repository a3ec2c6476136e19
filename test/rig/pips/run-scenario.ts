import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ScrubOptions, scrubLog } from "../../../scripts/record-fixture/scrub.ts";
import { plainEnvironment } from "../pip.ts";
import { requireFile } from "../projects/build-projects.ts";
import { startSimpleIndex } from "../simple-index/simple-index.ts";
import { makeEnvironment, type PipEnvironment } from "./environment.ts";
import type { FetchedPip } from "./fetch-pip.ts";
import type { Python } from "./python.ts";
import { makeRepository } from "./repository.ts";
import type { PipForm, PipScenario } from "./scenario.ts";
import { scrubReport } from "./scrub-report.ts";

export interface ScenarioRun {
  /** Scrubbed of everything that belongs to the machine. */
  readonly text: string;
  readonly exitCode: number | null;
  /** pip's own report, scrubbed; null when none was asked for or written. */
  readonly report: string | null;
}

const OF_A_RUNNER = {
  CI: "true",
  PYTHONIOENCODING: "utf-8",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

interface Stage {
  readonly scenario: PipScenario;
  readonly root: string;
  readonly project: string;
  readonly indexUrl: string;
}

/** Runs a real pip once, in a new environment, with an index of its own. */
export async function runScenario(
  scenario: PipScenario,
  form: PipForm,
  pip: FetchedPip,
  python: Python,
): Promise<ScenarioRun> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "pips-")));
  const { projects, faults = {}, format = "json" } = scenario;
  const index = await startSimpleIndex({ projects, faults, format });
  try {
    const project = join(root, "project");
    const environment = await makeEnvironment(join(root, "venv"), python, pip);
    const stage: Stage = { scenario, root, project, indexUrl: index.url };
    await furnish(stage, environment);
    const { text, exitCode } = await runForm(stage, environment, form);
    const scrub: ScrubOptions = {
      ...{ origin: index.origin, deadOrigin: null, project, root },
      ...{ venv: environment.folder, pip: pip.folder, python: python.prefix },
    };
    const report = form.report === true ? await readOrNull(join(root, "report.json")) : null;
    return { text: scrubLog(text, scrub), exitCode, report: report === null ? null : scrubReport(report, scrub) };
  } finally {
    await index.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function furnish(stage: Stage, environment: PipEnvironment): Promise<void> {
  const { scenario, root, project } = stage;
  await mkdir(join(root, "temporary"));
  await mkdir(join(project, "wheels"), { recursive: true });
  for (const [path, text] of Object.entries(scenario.files ?? {})) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text.replaceAll("{root}", root));
  }
  for (const name of scenario.local ?? []) {
    await writeFile(join(project, "wheels", name), requireFile(scenario.projects, name).bytes);
  }
  if (scenario.repository !== undefined) await makeRepository(join(root, "repository"), scenario.repository);
  for (const { args, elsewhere = false } of scenario.before ?? []) {
    const place = elsewhere
      ? await makeEnvironment(join(root, "elsewhere"), environment.python, environment.pip)
      : environment;
    const { code, output } = await runPip(stage, place, args);
    if (code !== 0) throw new Error(`${scenario.name}, pip ${place.pip.version}: ${args.join(" ")}\n${output}`);
  }
}

async function runForm(
  stage: Stage,
  environment: PipEnvironment,
  form: PipForm,
): Promise<{ text: string; exitCode: number | null }> {
  const [command = "", ...rest] = stage.scenario.args;
  const logFile = join(stage.root, "pip.log");
  const log = form.source === "log" ? ["--log", logFile] : [];
  const report = form.report === true ? ["--report", join(stage.root, "report.json")] : [];
  const args = [command, ...form.args, ...log, ...report, ...rest];
  const { code, output } = await runPip(stage, environment, args, form.env);
  return { text: form.source === "log" ? await readFile(logFile, "utf8") : output, exitCode: code };
}

/** Both streams into one pipe, in order of arrival, as a runner does it. */
async function runPip(
  { scenario, root, project, indexUrl }: Stage,
  environment: PipEnvironment,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string }> {
  const [command = "", ...rest] = args.map((arg) => arg.replaceAll("{root}", root).replaceAll("{project}", project));
  const { PIP_NO_CACHE_DIR: _, ...plain } = plainEnvironment();
  const cache = scenario.cache === true ? { PIP_CACHE_DIR: join(root, "cache") } : { PIP_NO_CACHE_DIR: "1" };
  const index = rest.includes("--no-index") ? [] : ["--index-url", indexUrl];
  const joined = "import subprocess,sys;sys.exit(subprocess.run(sys.argv[1:],stderr=subprocess.STDOUT).returncode)";
  const child = spawn(
    environment.python.executable,
    ["-c", joined, environment.executable, "-m", "pip", command, ...index, ...rest],
    {
      cwd: project,
      env: { ...plain, ...cache, ...OF_A_RUNNER, TMPDIR: join(root, "temporary"), ...scenario.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  return await new Promise((settle, reject) => {
    child.once("error", reject);
    child.once("close", (code) => settle({ code, output: Buffer.concat(chunks).toString() }));
  });
}

async function readOrNull(path: string): Promise<string | null> {
  return await readFile(path, "utf8").catch(() => null);
}
