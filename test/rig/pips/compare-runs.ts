import { readFileSync } from "node:fs";
import { join } from "node:path";
import { factFields } from "./fact-fields.ts";
import { comparePips, minorOf } from "./fetch-pip.ts";
import type { LiveRun } from "./live.ts";
import { caseName, type RecordedCase } from "./recorded.ts";
import { differencesBetween, type VersionDifference } from "./version-differences.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/logs/pip");

export interface Comparison {
  /** Folder of the recorded case that the run was held against. */
  readonly recorded: string;
  readonly fields: number;
  /** One sentence for each field that differs. */
  readonly problems: readonly string[];
  /** The listed differences that were met. */
  readonly met: readonly VersionDifference[];
}

/** Holds a run, field by field, against the recorded case of the nearest version of pip. */
export function compareRun(run: LiveRun, cases: readonly RecordedCase[], minors: readonly string[]): Comparison {
  const same = cases.filter(({ scenario, form }) => scenario === run.scenario && form === run.form);
  const nearest = nearestCase(run.pip, same, minors);
  const recorded = caseName(nearest);
  const live = factFields(withoutPython(run.text), run.pip, run.report ?? undefined);
  const text = withoutPython(readFixture(recorded, "input.log") ?? "");
  const known = factFields(text, nearest.pip, readFixture(recorded, "report.json"));
  const paths = [...new Set([...live.keys(), ...known.keys()])];
  const problems: string[] = [];
  const met = new Set<VersionDifference>();
  for (const path of paths) {
    const [left, right] = [live.get(path), known.get(path)];
    if (left === right) continue;
    const differences = differencesBetween(run.pip, nearest.pip, path);
    const same = (value: string): string => differences.reduce((rest, entry) => entry.same(rest), value);
    for (const entry of differences) met.add(entry);
    if (left === undefined || right === undefined || same(left) !== same(right)) {
      problems.push(`${run.pip} ${run.scenario}: ${path} is ${left}, in ${recorded} ${right}`);
    }
  }
  const meta = JSON.parse(readFixture(recorded, "meta.json") ?? "{}") as { exitCode?: number };
  if (run.exitCode !== meta.exitCode)
    problems.push(`${run.pip} ${run.scenario}: exit ${run.exitCode}, not ${meta.exitCode}`);
  return { recorded, fields: paths.length, problems, met: [...met] };
}

/** The fewest minor versions away, the older one of two. */
function nearestCase(pip: string, cases: readonly RecordedCase[], minors: readonly string[]): RecordedCase {
  const place = (version: string): number => minors.indexOf(minorOf(version));
  const distance = (entry: RecordedCase): number => Math.abs(place(entry.pip) - place(pip));
  const [nearest] = [...cases].sort((a, b) => distance(a) - distance(b) || comparePips(a.pip, b.pip));
  if (nearest === undefined) throw new Error(`no recorded case for pip ${pip}`);
  return nearest;
}

/** The version of Python stands in paths of its folders and is no word of pip. */
function withoutPython(text: string): string {
  return text.replaceAll(/\/python3\.\d+\//g, "/python3/");
}

function readFixture(name: string, file: string): string | undefined {
  try {
    return readFileSync(join(FIXTURES, name, file), "utf8");
  } catch {
    return undefined;
  }
}
