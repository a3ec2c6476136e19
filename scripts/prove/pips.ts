/**
 * Every minor version of pip on the index, also those that fixtures were recorded from, runs the core scenarios: the facts
 * equal the nearest recorded case's, field by field. Then every recorded case is run again: pip prints the same text.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareRun } from "../../test/rig/pips/compare-runs.ts";
import { comparePips, fetchPip, minorOf, pipsOnIndex } from "../../test/rig/pips/fetch-pip.ts";
import { inTurns, runLive } from "../../test/rig/pips/live.ts";
import { findPython, findPythonForAnyPip } from "../../test/rig/pips/python.ts";
import { caseName, OLDEST_PIP, type RecordedCase, recordedCases } from "../../test/rig/pips/recorded.ts";
import { runScenario } from "../../test/rig/pips/run-scenario.ts";
import { FORMS } from "../../test/rig/pips/scenario.ts";
import { CORE_SCENARIOS, SCENARIOS } from "../../test/rig/pips/scenarios.ts";

export const name = "pips";

export interface ProofResult {
  readonly versions: number;
  readonly runs: number;
  readonly fields: number;
  readonly recordedAgain: number;
  /** Cases whose Python this machine does not have. */
  readonly withoutPython: number;
  readonly failures: readonly string[];
}

/** Before, pip takes what a package requires in the order of a set. */
const ORDERED_SINCE = "22.1";
const FIXTURES = join(import.meta.dirname, "../../test/fixtures/logs/pip");

export async function run(): Promise<ProofResult> {
  const python = findPythonForAnyPip();
  if (python === null) throw new Error("there is no Python 3.10 or 3.11, which run every pip from 20.3 on");
  const pips = await pipsOnIndex(OLDEST_PIP);
  const cases = recordedCases();
  const runs = await runLive(pips, CORE_SCENARIOS, "console", python);
  const compared = runs.map((entry) => compareRun(entry, cases, pips.map(minorOf)));
  const again = await inTurns(cases, runAgain);
  return {
    versions: pips.length,
    runs: runs.length,
    fields: compared.reduce((sum, entry) => sum + entry.fields, 0),
    recordedAgain: again.filter((outcome) => outcome !== "no python").length,
    withoutPython: again.filter((outcome) => outcome === "no python").length,
    failures: [
      ...compared.flatMap(({ problems }) => problems),
      ...again.filter((outcome) => outcome !== "no python" && outcome !== "same"),
    ],
  };
}

/** `same`, `no python`, or a sentence about the first line that differs. */
async function runAgain(entry: RecordedCase): Promise<string> {
  const scenario = SCENARIOS.find((item) => item.name === entry.scenario);
  const python = findPython(entry.python);
  if (scenario === undefined) return `no scenario is called ${entry.scenario}`;
  if (python === null) return "no python";
  const { text } = await runScenario(scenario, FORMS[entry.form], await fetchPip(entry.pip), python);
  const inOrder = comparePips(entry.pip, ORDERED_SINCE) >= 0;
  const linesOf = (log: string): string[] => {
    const lines = withoutChance(log).split("\n");
    return inOrder ? lines : lines.sort();
  };
  const lines = linesOf(text);
  const recorded = linesOf(await readFile(join(FIXTURES, caseName(entry), "input.log"), "utf8"));
  const at = [...lines, ""].findIndex((line, index) => line !== recorded[index]);
  if (at === -1 || lines.join() === recorded.join()) return "same";
  return `${caseName(entry)}:${at + 1} is "${lines[at] ?? ""}", recorded is "${recorded[at] ?? ""}"`;
}

/** The rate of a download, which the length of its bar depends on, and the last number of the interpreter's version. */
function withoutChance(text: string): string {
  return text
    .replaceAll(/━+ /g, "━ ")
    .replaceAll(/[\d.]+ [kMG]?B\/s( eta)? +[\d:]+/gi, "N B/s")
    .replaceAll(/\b(3\.\d+)\.\d+\b/g, "$1");
}
