import { diagnose } from "../../diagnose/diagnose.ts";
import { findDistribution } from "../../diagnose/distribution.ts";
import { reduceFacts } from "../../log/facts.ts";
import type { Finding, Remedy } from "../../report/model.ts";
import { logEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import { causeOf } from "../failure-cause.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";

/** The run stopped early, or pip stopped with an error that no other check knows: then the rest of the report is a part. */
export function checkIncomplete(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (facts.incomplete !== null) return { findings: [toFinding(facts, facts.incomplete, [])] };
  if (resolution === null || resolution.resolved) return { findings: [] };
  const log = reduceFacts({ log: resolution.parse });
  const tool = installerName(facts);
  const explained =
    log.conflict !== null ||
    // uv stops at an index that does not answer; pip goes on and finds no file.
    (tool === "uv" && log.network.length > 0) ||
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
    const evidence = [logEvidence(resolution.file, error.span)];
    const [, exception] = /^Exception: (.+)$/s.exec(text) ?? [];
    if (exception === undefined) return { findings: [stopped(facts, tool, text, evidence)] };
    return { findings: [{ ...toFinding(facts, `pip itself broke: ${exception}`, evidence), remedies: [NEWER_PIP] }] };
  }
  const why = log.complete
    ? `${tool} did not resolve the requirements, and its log does not say why`
    : `${tool}'s log ends in the middle`;
  return { findings: [toFinding(facts, why, [])] };
}

/** What the installer's own last error means, where it is one that is known: a full disk, a refused certificate. */
function stopped(facts: FindingFacts, tool: string, text: string, evidence: Finding["evidence"]): Finding {
  const finding = toFinding(facts, `${tool} stopped: ${text}`, evidence);
  const lines = text.split("\n");
  const diagnoses = diagnose(lines, { failed: true }).filter(({ rank }) => rank !== "remark");
  if (diagnoses.length === 0) return finding;
  const distribution = findDistribution(lines);
  const signs = { lane: null, exitCode: null, reason: null, output: lines, distribution, excerpt: null, diagnoses };
  const cause = causeOf(signs);
  return { ...finding, message: `${finding.message} ${cause.text}`, remedies: cause.remedies };
}

const NEWER_PIP: Remedy = {
  text: "Use a newer pip; when the newest breaks in the same way, the traceback in the log says where.",
  commands: ["python -m pip install --upgrade pip"],
};

function toFinding(facts: FindingFacts, why: string, evidence: Finding["evidence"]): Finding {
  return {
    code: "incomplete",
    severity: "error",
    target: facts.target,
    title: "The run was cut short",
    message: `${why}${/[.?!]$/.test(why) ? "" : "."} What is not in this report is unknown, not fine.`,
    packages: [],
    places: [],
    evidence,
    remedies: [],
  };
}
