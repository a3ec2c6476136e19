import { type FetchedPip, fetchPip } from "./fetch-pip.ts";
import type { Python } from "./python.ts";
import { runScenario, type ScenarioRun } from "./run-scenario.ts";
import { FORMS, type FormName, type PipScenario } from "./scenario.ts";

export interface LiveRun extends ScenarioRun {
  readonly pip: string;
  readonly scenario: string;
  readonly form: FormName;
}

/** As many at once as pip and its builds fill two processors. */
const AT_ONCE = 3;

/** Runs every scenario with every pip, a few at a time. */
export async function runLive(
  pips: readonly string[],
  scenarios: readonly PipScenario[],
  form: FormName,
  python: Python,
): Promise<readonly LiveRun[]> {
  const fetched = await inTurns(pips, fetchPip);
  const jobs = fetched.flatMap((pip) => scenarios.map((scenario) => ({ pip, scenario })));
  return await inTurns(jobs, async ({ pip, scenario }: { pip: FetchedPip; scenario: PipScenario }) => {
    const run = await runScenario(scenario, FORMS[form], pip, python);
    return { pip: pip.version, scenario: scenario.name, form, ...run };
  });
}

/** Results in the order of the items. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
