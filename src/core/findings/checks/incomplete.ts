import { reduceFacts } from "../../log/facts.ts";
import type { Finding } from "../../report/model.ts";
import { logEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** The run stopped early, or pip stopped with an error that no other check knows: then the rest of the report is a part. */
export function checkIncomplete(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (facts.incomplete !== null) return { findings: [toFinding(facts, facts.incomplete, [])] };
  if (resolution === null || resolution.resolved) return { findings: [] };
  const log = reduceFacts({ log: resolution.parse });
  const explained =
    log.conflict !== null ||
    log.noMatches.length +
      log.failures.length +
      log.hashMismatches.length +
      log.hashMissing.length +
      log.requiresPython.length >
      0;
  if (explained) return { findings: [] };
  const error = log.errors.at(-1);
  if (error !== undefined) {
    const text = error.kind === "error" ? error.text : [error.reference, error.message].filter(Boolean).join(": ");
    return { findings: [toFinding(facts, `pip stopped: ${text}`, [logEvidence(resolution.file, error.span)])] };
  }
  const why = log.complete
    ? "pip did not resolve the requirements, and its log does not say why"
    : "pip's log ends in the middle";
  return { findings: [toFinding(facts, why, [])] };
}

function toFinding(facts: FindingFacts, why: string, evidence: Finding["evidence"]): Finding {
  return {
    code: "incomplete",
    severity: "error",
    target: facts.target,
    title: "The run was cut short",
    message: `${why.replace(/\.?$/, ".")} What is not in this report is unknown, not fine.`,
    packages: [],
    places: [],
    evidence,
    remedies: [],
  };
}
