/**
 * Records logs of a real pip against the test index, into `test/fixtures/logs/pip/`.
 *
 *   node scripts/record-fixture.ts --pip 22.2.2 [--python 3.10] [--form vv]… [scenario]…
 *       what people run, with that pip, as `<pip>-<scenario>[-<form>]`; without --form as the console shows it
 *   node scripts/record-fixture.ts --all [--pip 22.2.2]
 *       every case of `test/rig/pips/recorded.ts`, or those of one pip
 *   node scripts/record-fixture.ts --own <python of a virtual environment> [scenario]…
 *       what Wheelhouse itself runs, with the pip of that environment, as `<scenario>[-log]`
 *
 * Afterwards `UPDATE=1 npx vitest run test/core/log` writes the expected events anew: read the diff.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { RECORDED_PIPS, type RecordedCase, recordedCases } from "../test/rig/pips/recorded.ts";
import { FORMS, type FormName } from "../test/rig/pips/scenario.ts";
import { CORE_SCENARIOS } from "../test/rig/pips/scenarios.ts";
import { recordOwnCommands } from "./record-fixture/own-commands.ts";
import { recordCase } from "./record-fixture/record-case.ts";

const { values, positionals } = parseArgs({
  options: {
    pip: { type: "string" },
    python: { type: "string" },
    form: { type: "string", multiple: true, default: ["console"] },
    all: { type: "boolean", default: false },
    own: { type: "string" },
  },
  allowPositionals: true,
});

function chosenCases(): readonly RecordedCase[] {
  const { pip } = values;
  if (values.all) return recordedCases().filter((entry) => pip === undefined || entry.pip === pip);
  if (pip === undefined) throw new Error("say which pip: --pip 26.3, or --all");
  const python = values.python ?? RECORDED_PIPS.find(({ version }) => version === pip)?.python ?? "3.11";
  const scenarios = positionals.length > 0 ? positionals : CORE_SCENARIOS.map(({ name }) => name);
  return scenarios.flatMap((scenario) => values.form.map((form) => ({ pip, python, scenario, form: knownForm(form) })));
}

function knownForm(name: string): FormName {
  if (!Object.hasOwn(FORMS, name)) throw new Error(`no form is called ${name}: ${Object.keys(FORMS).join(", ")}`);
  return name as FormName;
}

if (values.own !== undefined) {
  await recordOwnCommands(resolve(values.own), positionals);
} else {
  for (const entry of chosenCases()) console.log(`recorded ${await recordCase(entry)}`);
}
