import type { Conflict, Finding } from "../report/model.ts";
import { CHECKS } from "./checks/index.ts";
import { withDockerfilePlace } from "./dockerfile-place.ts";
import type { FindingFacts } from "./facts.ts";
import { compareFindings } from "./order.ts";
import { withSurvivedSteps } from "./survived-step.ts";

/** What a check has to say. `conflicts` only from the check that knows them. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly conflicts?: readonly Conflict[];
}

export type Check = (facts: FindingFacts) => CheckResult;

/**
 * Runs every check over the facts of one target.
 *
 * Findings come in a total order: severity, file, line, column, code, title, message. The same facts give the same
 * bytes, whatever the order of the checks.
 */
export function findFindings(facts: FindingFacts): { findings: Finding[]; conflicts: Conflict[] } {
  const results = CHECKS.map((check) => check(facts));
  const findings = results.flatMap((result) => result.findings);
  return {
    findings: [...withSurvivedSteps(withDockerfilePlace(findings, facts), facts)].sort(compareFindings),
    conflicts: results.flatMap((result) => result.conflicts ?? []),
  };
}
