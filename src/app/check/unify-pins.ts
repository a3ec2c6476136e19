import { redactUrls } from "../../core/inputs/redact-url.ts";
import type { PinsReport } from "../../core/report/pins-model.ts";
import type { Pin } from "../../core/resolve/problem.ts";
import { markerEnvironment } from "../../core/target/marker-environment.ts";
import type { CheckedTarget } from "./checked-target.ts";
import { withholding } from "./give-up.ts";
import { makeIndexSource } from "./index-source.ts";
import { namedIndexes } from "./named-indexes.ts";
import type { OpenCheck } from "./open-check.ts";
import type { CheckPorts } from "./ports.ts";

/** What our solver found for one target. */
export interface SolvedTarget {
  readonly pins: readonly Pin[];
  /** Projects that were left out, since nothing can be had of them. */
  readonly absent: ReadonlySet<string>;
}

/** A check is to answer in seconds. */
const SECONDS = 10;

/**
 * One version of each project for all targets, where there is one. Null where there is nothing to be united: one target, or
 * one without a solution of our own.
 */
export async function unifyPins(
  check: OpenCheck,
  checked: readonly CheckedTarget[],
  { log, signal: cancelled }: Pick<CheckPorts, "log" | "signal">,
): Promise<PinsReport | null> {
  const solved = checked.flatMap((each) => each.solved ?? []);
  if (checked.length < 2 || solved.length < checked.length) return null;
  const { inputs, requirements, projects, session, policy, problem } = check;
  const named = problem.targets.map((target) =>
    JSON.stringify([...namedIndexes(requirements, inputs.indexes, markerEnvironment(target))]),
  );
  // The versions of a project are asked for once, so they have to be the same for all.
  if (new Set(named).size > 1) return null;
  const source = makeIndexSource(projects.asNamed(new Map(JSON.parse(named[0] ?? "[]"))), session, policy.rules);
  const leftOut = new Set(solved.flatMap(({ absent }) => [...absent]));
  const alone = new Map(checked.map(({ target }, at) => [target.id, solved[at]?.pins ?? []]));
  const [{ differingIn, unify }, { pinsReport }] = await Promise.all([
    import("../../core/resolve/unify/unify.ts"),
    import("../../core/resolve/unify/pins-report.ts"),
  ]);
  if (differingIn(alone).length > 0) log.stage("Looking for versions that serve every target");
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(SECONDS * 1000)]);
  const report = pinsReport(
    await unify(problem, withholding(source, leftOut), alone, { signal, leftOut }),
    alone,
    problem.targets,
  );
  const projectsTold = report.projects.map((project) => ({
    ...project,
    reasons: project.reasons.map(redactUrls),
    text: project.text === null ? null : redactUrls(project.text),
  }));
  return { ...report, projects: projectsTold };
}
