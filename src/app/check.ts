import type { CheckOptions } from "../core/options/options.ts";
import { countOf } from "../core/render/words.ts";
import { markerEnvironment } from "../core/target/marker-environment.ts";
import type { BuildOutcome } from "./build-outcome.ts";
import { checkTarget } from "./check/check-target.ts";
import type { CheckedTarget } from "./check/checked-target.ts";
import { makeIndexSource } from "./check/index-source.ts";
import { namedIndexes } from "./check/named-indexes.ts";
import { type OpenCheck, withOpenCheck } from "./check/open-check.ts";
import type { CheckPorts } from "./check/ports.ts";
import { type ProposedFixes, proposeFixes } from "./check/propose-fixes.ts";
import { outputErrors } from "./inputs/output.ts";
import { refuseInputs } from "./inputs/problems.ts";

/**
 * The `check` use case: requirements × targets → verdicts → report. Nothing is installed, built or run of what is checked.
 * Rejects with WheelhouseError for what is known before any index is asked. Lines that cannot be read are told all at
 * once in `invalid`; the rest is judged all the same.
 */
export async function runCheck(options: CheckOptions, ports: CheckPorts): Promise<BuildOutcome> {
  refuseInputs(await outputErrors(options, ports));
  return await withOpenCheck(options, ports, async (check) => {
    // What tells the result is read from disk while the indexes are waited for: the first request does not wait for it.
    const [checked, { tellCheck }] = await Promise.all([checkAll(check, ports), import("./check/tell-check.ts")]);
    return await tellCheck("check", checked, check, ports);
  });
}

/** Where nothing conflicts and only wheels are missing, the findings tell what to do already. */
const SECONDS_FOR_WHEELS = 5;

/**
 * Every target, and what would make the lines hold on all of them.
 * @param fixSeconds for the search for fixes, where somebody waits for it
 */
export async function checkAll(
  check: OpenCheck,
  ports: CheckPorts,
  fixSeconds?: number,
): Promise<ProposedFixes & { readonly targets: readonly CheckedTarget[] }> {
  const { inputs, requirements, problem, source, projects, knowledge } = check;
  const checked: CheckedTarget[] = [];
  for (const { target, note } of check.targets) {
    ports.log.stage(`Checking ${countOf(requirements.length, "requirement")} for ${target.id}`);
    const assumed = [inputs.found, note].filter((text) => text !== null);
    const own = projects.asNamed(namedIndexes(requirements, inputs.indexes, markerEnvironment(target)));
    checked.push(
      await checkTarget({
        ...check,
        target,
        assumed,
        projects: own,
        signal: ports.signal,
        wantsDecisions: ports.wantsDecisions === true,
      }),
    );
  }
  const conflicts = checked.flatMap((each) => [...each.conflicts.map(({ tree }) => tree), ...each.givenUp]);
  const { session, policy } = check;
  const sourceWith = (urls: readonly string[]) => makeIndexSource(projects.withIndexes(urls), session, policy.rules);
  const wishes = { problem, source, sourceWith, conflicts, inputs, projects, knowledge, signal: ports.signal };
  const isConflict = checked.some((each) => each.conflicts.length > 0);
  const seconds = fixSeconds ?? (isConflict ? undefined : SECONDS_FOR_WHEELS);
  return { targets: checked, ...(await proposeFixes({ ...wishes, ...(seconds === undefined ? {} : { seconds }) })) };
}
