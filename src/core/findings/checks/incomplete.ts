import type { Finding } from "../../report/model.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { logFacts } from "../log-facts.ts";
import { isExplained } from "./run-failed.ts";

/** The run stopped early, or nothing says why it did not end well: then the rest of the report is a part. */
export function checkIncomplete(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (facts.incomplete !== null) return { findings: [toFinding(facts, facts.incomplete)] };
  if (resolution === null || resolution.resolved) return { findings: [] };
  const log = logFacts(resolution.parse);
  if (log.errors.length > 0 || isExplained(facts, log)) return { findings: [] };
  const tool = installerName(facts);
  const why = log.complete
    ? `${tool} did not resolve the requirements, and its log does not say why`
    : `${tool}'s log ends in the middle`;
  return { findings: [toFinding(facts, why)] };
}

function toFinding(facts: FindingFacts, why: string): Finding {
  return {
    code: "incomplete",
    severity: "error",
    target: facts.target,
    title: "The run was cut short",
    message: `${why}${/[.?!]$/.test(why) ? "" : "."} What is not in this report is unknown, not fine.`,
    packages: [],
    places: [],
    evidence: [],
    remedies: [],
  };
}
