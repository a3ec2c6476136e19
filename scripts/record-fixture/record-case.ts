import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fetchPip } from "../../test/rig/pips/fetch-pip.ts";
import { findPython } from "../../test/rig/pips/python.ts";
import { caseName, type RecordedCase } from "../../test/rig/pips/recorded.ts";
import { runScenario } from "../../test/rig/pips/run-scenario.ts";
import { FORMS } from "../../test/rig/pips/scenario.ts";
import { SCENARIOS } from "../../test/rig/pips/scenarios.ts";
import { expectedOf } from "./expected.ts";

const FIXTURES = join(import.meta.dirname, "../../test/fixtures/logs/pip");

/** Runs one case and writes its folder; gives the folder's name. */
export async function recordCase(entry: RecordedCase): Promise<string> {
  const scenario = SCENARIOS.find(({ name }) => name === entry.scenario);
  if (scenario === undefined) throw new Error(`no scenario is called ${entry.scenario}`);
  const python = findPython(entry.python);
  if (python === null) throw new Error(`no Python ${entry.python} on PATH or below ~/.pyenv/versions`);
  const form = FORMS[entry.form];
  const run = await runScenario(scenario, form, await fetchPip(entry.pip), python);
  const name = caseName(entry);
  const folder = join(FIXTURES, name);
  await mkdir(folder, { recursive: true });
  const meta = {
    pip: entry.pip,
    python: entry.python,
    form: form.source,
    command: [scenario.args[0], ...form.args, ...scenario.args.slice(1)],
    ...("env" in form ? { environment: form.env } : {}),
    files: scenario.files ?? {},
    exitCode: run.exitCode,
    ...expectedOf(entry, run.exitCode),
  };
  await writeFile(join(folder, "input.log"), run.text);
  await writeFile(join(folder, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
  if (run.report !== null) await writeFile(join(folder, "report.json"), run.report);
  return name;
}
