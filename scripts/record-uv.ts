/**
 * Records logs of a real uv against the test index, into `test/fixtures/logs/uv/<version>-<scenario>/`.
 *
 *   node scripts/record-uv.ts --uv <path of the uv to record> [--python <interpreter>] [scenario]…
 *
 * Afterwards `UPDATE=1 npx vitest run test/core/log/uv.test.ts` writes the expected events anew: read the diff.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runPython } from "../test/rig/pip.ts";
import { startSimpleIndex } from "../test/rig/simple-index/simple-index.ts";
import { unusedOrigin } from "./record-fixture/unused-origin.ts";
import { UV_SCENARIOS, type UvScenario, uvProjects } from "./record-fixture/uv-scenarios.ts";
import { scrubUvLog } from "./record-fixture/uv-scrub.ts";

const FIXTURES = join(import.meta.dirname, "../test/fixtures/logs/uv");
/** Both streams into one pipe, in order of arrival, as a runner does it. */
const JOINED = "import subprocess,sys;sys.exit(subprocess.run(sys.argv[1:],stderr=subprocess.STDOUT).returncode)";

/** Findings of a run that ends well. */
const WARNINGS = ["yanked", "extra-missing"];

interface Recorder {
  readonly uv: string;
  readonly version: string;
  /** Of the interpreter that packages are installed for. */
  readonly python: string;
}

async function record(recorder: Recorder, scenario: UvScenario): Promise<number | null> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "record-")));
  const project = join(root, "project");
  const index = await startSimpleIndex({
    projects: uvProjects(),
    faults: scenario.faults ?? {},
    ...(scenario.auth === true ? { auth: { username: "ci", password: "right" } } : {}),
  });
  try {
    await mkdir(project, { recursive: true });
    for (const [path, text] of Object.entries(scenario.files ?? {})) await writeFile(join(project, path), text);
    await runPython(["-m", "venv", "--without-pip", join(root, "venv")], { python: recorder.python });
    const deadOrigin = await unusedOrigin();
    const indexUrl = scenario.index === "dead" ? `${deadOrigin}/simple/` : index.url;
    const environment = uvEnvironment(root, indexUrl, scenario.args[0]);
    const run = (args: readonly string[]) =>
      runPython(["-c", JOINED, recorder.uv, ...args], { python: recorder.python, env: environment, cwd: project });
    for (const args of scenario.before ?? []) await run(args);
    const { stdout, code } = await run(scenario.args);
    const scrubbed = scrubUvLog(stdout, {
      origins: [index.origin, deadOrigin],
      folders: [
        [project, "/project"],
        [join(root, "venv"), "/venv"],
        [root, "/tmp/work"],
        [dirname(dirname(await realpath(recorder.python))), "/opt/python"],
        [dirname(dirname(recorder.uv)), "/opt/uv"],
      ],
    });
    await save(recorder, scenario, scrubbed, code);
    return code;
  } finally {
    await index.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** Nothing of the machine's configuration, and no interpreter but the one that is asked for. */
function uvEnvironment(root: string, indexUrl: string, command: string | undefined): Readonly<Record<string, string>> {
  return {
    PATH: `${join(root, "venv", "bin")}:/usr/bin:/bin`,
    HOME: root,
    TMPDIR: root,
    // uv warns when a project has another environment than the active one.
    ...(command === "pip" ? { VIRTUAL_ENV: join(root, "venv") } : {}),
    UV_CACHE_DIR: join(root, "cache"),
    UV_DEFAULT_INDEX: indexUrl,
    UV_PYTHON_DOWNLOADS: "never",
    UV_HTTP_RETRIES: "1",
    CI: "true",
    PYTHONIOENCODING: "utf-8",
    UV_PYTHON_PREFERENCE: "only-system",
  };
}

async function save(recorder: Recorder, scenario: UvScenario, text: string, code: number | null): Promise<void> {
  const folder = join(FIXTURES, `${recorder.version}-${scenario.name}`);
  await mkdir(folder, { recursive: true });
  const meta = {
    tool: "uv",
    version: recorder.version,
    form: "console",
    command: scenario.args,
    files: scenario.files ?? {},
    resolved: code === 0,
    exitCode: code,
    codes: code === 0 ? scenario.codes.filter((item) => WARNINGS.includes(item)) : scenario.codes,
  };
  await writeFile(join(folder, "input.log"), text);
  await writeFile(join(folder, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
}

const { values, positionals } = parseArgs({
  options: { uv: { type: "string" }, python: { type: "string" } },
  allowPositionals: true,
});
const python = execFileSync(values.python ?? "python3", ["-c", "import sys; print(sys.executable)"], {
  encoding: "utf8",
}).trim();
const uv = resolve(values.uv ?? "uv");
const version = execFileSync(uv, ["--version"], { encoding: "utf8" }).split(" ")[1]?.trim() ?? "";
const wanted = UV_SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
for (const scenario of wanted.filter(({ notIn }) => notIn === undefined || !version.startsWith(notIn))) {
  console.log(`${version} ${scenario.name}: exit ${await record({ uv, version, python }, scenario)}`);
}
