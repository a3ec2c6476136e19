/**
 * Records logs of poetry, pip-compile, pipenv and cibuildwheel against the test index, into
 * `test/fixtures/logs/<tool>/<version>-<scenario>/`.
 *
 *   node scripts/record-tool.ts --tool poetry --program <path of the program> [scenario]…
 *
 * Afterwards `UPDATE=1 npx vitest run test/core/log/tools.test.ts` writes the expected events anew: read the diff.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runPython } from "../test/rig/pip.ts";
import { startSimpleIndex } from "../test/rig/simple-index/simple-index.ts";
import { TOOL_SCENARIOS, type ToolScenario } from "./record-fixture/tool-scenarios.ts";
import { scrubToolLog } from "./record-fixture/tool-scrub.ts";
import { uvProjects } from "./record-fixture/uv-scenarios.ts";

const FIXTURES = join(import.meta.dirname, "../test/fixtures/logs");
/** Both streams into one pipe, in order of arrival, as a runner does it. */
const JOINED = "import subprocess,sys;sys.exit(subprocess.run(sys.argv[1:],stderr=subprocess.STDOUT).returncode)";

interface Recorder {
  readonly tool: string;
  readonly program: string;
  readonly version: string;
}

async function record({ tool, program, version }: Recorder, scenario: ToolScenario): Promise<number | null> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "record-")));
  const project = join(root, "project");
  const index = await startSimpleIndex({ projects: uvProjects() });
  try {
    await mkdir(project, { recursive: true });
    for (const [path, text] of Object.entries(scenario.files)) {
      await mkdir(dirname(join(project, path)), { recursive: true });
      await writeFile(join(project, path), text.replaceAll("INDEX_URL", index.url));
    }
    const python = await realpath(
      execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim(),
    );
    const run = (args: readonly string[]) =>
      runPython(["-c", JOINED, program, ...args], {
        python,
        env: environment({ root, program, indexUrl: index.url, more: scenario.env ?? {} }),
        cwd: project,
      });
    for (const args of scenario.before ?? []) await run(args);
    const { stdout, code } = await run(scenario.args.map((arg) => arg.replaceAll("INDEX_URL", index.url)));
    const text = scrubToolLog(stdout, {
      origin: index.origin,
      folders: [
        [project, "/project"],
        [root, "/tmp/work"],
        [dirname(dirname(program)), "/opt/tool"],
        [dirname(dirname(python)), "/opt/python"],
      ],
    });
    const folder = join(FIXTURES, tool, `${version}-${scenario.name}`);
    await mkdir(folder, { recursive: true });
    const meta = {
      tool,
      version,
      form: "console",
      command: scenario.args,
      files: scenario.files,
      resolved: code === 0,
      exitCode: code,
      codes: scenario.codes,
    };
    await writeFile(join(folder, "input.log"), text);
    await writeFile(join(folder, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
    return code;
  } finally {
    await index.close();
    await rm(root, { recursive: true, force: true });
  }
}

interface Surroundings {
  readonly root: string;
  readonly program: string;
  readonly indexUrl: string;
  readonly more: Readonly<Record<string, string>>;
}

function environment({ root, program, indexUrl, more }: Surroundings): Readonly<Record<string, string>> {
  return {
    PATH: `${dirname(program)}:/usr/bin:/bin`,
    HOME: root,
    TMPDIR: root,
    CI: "true",
    COLUMNS: "80",
    PYTHONIOENCODING: "utf-8",
    PIP_INDEX_URL: indexUrl,
    ...more,
  };
}

const { values, positionals } = parseArgs({
  options: { tool: { type: "string" }, program: { type: "string" }, version: { type: "string" } },
  allowPositionals: true,
});
const tool = values.tool ?? "";
const program = resolve(values.program ?? tool);
const version =
  values.version ?? /\d+(?:\.\d+)+/.exec(execFileSync(program, ["--version"], { encoding: "utf8" }))?.[0] ?? "unknown";
const scenarios = TOOL_SCENARIOS.filter((scenario) => scenario.tool === tool);
for (const scenario of scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  console.log(`${tool} ${version} ${scenario.name}: exit ${await record({ tool, program, version }, scenario)}`);
}
