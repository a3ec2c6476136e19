/**
 * Records the decision patterns with real pips, as `test/fixtures/logs/decisions/<pattern>-<pip>[-<form>]/input.log`.
 *
 *   node scripts/record-decisions.ts [--pip 26.3] [pattern]…
 *
 * Afterwards `UPDATE=1 npx vitest run --project core test/core/explain` writes the expected trees anew: read the diff.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DECISION_FORMS, DECISION_SCENARIOS } from "../test/rig/decisions/scenarios.ts";
import { fetchPip } from "../test/rig/pips/fetch-pip.ts";
import { findPython } from "../test/rig/pips/python.ts";
import { runScenario } from "../test/rig/pips/run-scenario.ts";
import { FORMS } from "../test/rig/pips/scenario.ts";

const FOLDER = join(import.meta.dirname, "../test/fixtures/logs/decisions");

const { values, positionals } = parseArgs({ options: { pip: { type: "string" } }, allowPositionals: true });

for (const { pip, python, forms } of DECISION_FORMS.filter((entry) => (values.pip ?? entry.pip) === entry.pip)) {
  const interpreter = findPython(python);
  if (interpreter === null) throw new Error(`no Python ${python} here`);
  const fetched = await fetchPip(pip);
  for (const scenario of DECISION_SCENARIOS.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  )) {
    for (const form of forms) {
      const { text, exitCode } = await runScenario(scenario, FORMS[form], fetched, interpreter);
      const name = form === "console" ? `${scenario.name}-${pip}` : `${scenario.name}-${pip}-${form}`;
      await mkdir(join(FOLDER, name), { recursive: true });
      await writeFile(join(FOLDER, name, "input.log"), text);
      const meta = { pip, form, pattern: scenario.name, command: scenario.args, exitCode };
      await writeFile(join(FOLDER, name, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
      console.log(`recorded ${name}: exit ${exitCode}`);
    }
  }
}
