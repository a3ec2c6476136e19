import { readContext } from "../adapters/github/context.ts";
import { makeGitHubLog } from "../adapters/github/log.ts";
import { readState } from "../adapters/github/state.ts";
import { AFTER_JOB, parseAfterJob } from "../app/after-job.ts";
import { decideTrust } from "../core/store/trust.ts";
import type { Step } from "./step.ts";

/** What a main step that came to no result has left. */
const NOTHING = JSON.stringify({ version: 1, saves: [] });

/**
 * The action's post step: saves what main built, also after a failed or cancelled job. Resolves with 0; whatever goes
 * wrong is a line in the log.
 */
export async function runPostStep(step: Step): Promise<number> {
  const { environment, sink } = step;
  const log = makeGitHubLog(sink);
  const plan = parseAfterJob(readState(environment, AFTER_JOB) ?? NOTHING);
  if (!plan.ok) {
    log.warning(plan.problems.map(({ message }) => `${message} Nothing is saved.`).join(" "));
    return 0;
  }
  if (plan.value.saves.length === 0) {
    log.info("Nothing to save: the cache is off or there is no finished wheelhouse.");
    return 0;
  }
  const { eventName: event, ref, defaultBranch } = readContext(environment);
  const trust = decideTrust({ event: event || null, ref, defaultBranch, optIn: false });
  if (!trust.maySave) {
    log.info(trust.reason ?? "Nothing is saved: this run may not write the cache.");
    return 0;
  }
  const [{ finishJob }, { makeSavePorts }] = await Promise.all([
    import("../app/finish-job.ts"),
    import("./runner-ports.ts"),
  ]);
  const ports = makeSavePorts(step, log, true);
  const work = await ports.files.makeTempFolder(`${environment.RUNNER_TEMP || "/tmp"}/wheelhouse-`);
  try {
    await finishJob(plan.value, { ...ports, log }, work);
  } finally {
    await ports.files.remove(work);
  }
  return 0;
}
