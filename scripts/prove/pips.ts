/**
 * Every scenario with every minor version of pip on the index, also those that fixtures were recorded from, as console text
 * and, the core ones, as the file of `--log`: the facts equal the nearest recorded case's, field by field.
 */
import { compareRun } from "../../test/rig/pips/compare-runs.ts";
import { minorOf, pipsOnIndex } from "../../test/rig/pips/fetch-pip.ts";
import { runLive } from "../../test/rig/pips/live.ts";
import { findPythonForAnyPip } from "../../test/rig/pips/python.ts";
import { OLDEST_PIP, recordedCases } from "../../test/rig/pips/recorded.ts";
import { CORE_SCENARIOS, SCENARIOS } from "../../test/rig/pips/scenarios.ts";

export const name = "pips";

export interface ProofResult {
  readonly versions: number;
  readonly runs: number;
  readonly fields: number;
  /** One sentence for each field that differs. */
  readonly failures: readonly string[];
}

export async function run(): Promise<ProofResult> {
  const python = findPythonForAnyPip();
  if (python === null) return { versions: 0, runs: 0, fields: 0, failures: ["there is no Python 3.10 or 3.11"] };
  const pips = await pipsOnIndex(OLDEST_PIP);
  const minors = pips.map(minorOf);
  const cases = recordedCases();
  const runs = [
    ...(await runLive(pips, SCENARIOS, "console", python)),
    ...(await runLive(pips, CORE_SCENARIOS, "log", python)),
  ];
  const compared = runs.map((entry) => compareRun(entry, cases, minors));
  const fields = compared.reduce((sum, entry) => sum + entry.fields, 0);
  return { versions: pips.length, runs: runs.length, fields, failures: compared.flatMap(({ problems }) => problems) };
}
