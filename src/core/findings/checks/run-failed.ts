import { diagnose } from "../../diagnose/diagnose.ts";
import { findDistribution } from "../../diagnose/distribution.ts";
import type { EventOf } from "../../log/event.ts";
import type { BuildFacts } from "../../log/facts/facts.ts";
import type { Finding, Remedy } from "../../report/model.ts";
import { logEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import { causeOf } from "../failure-cause.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { logFacts } from "../log-facts.ts";

/** The installer stopped with an error that no other check knows. It is quoted, and explained where it is a known one. */
export function checkRunFailed(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (facts.incomplete !== null || resolution === null || resolution.resolved) return { findings: [] };
  const log = logFacts(resolution.parse);
  const error = log.errors.at(-1);
  if (error === undefined || isExplained(facts, log)) return { findings: [] };
  return { findings: [toFinding(facts, error, resolution.file)] };
}

/** Whether another check says why the installer stopped. */
export function isExplained(facts: FindingFacts, log: BuildFacts): boolean {
  const { conflict, network, noMatches, failures, hashMismatches, hashMissing, requiresPython } = log;
  // uv stops at an index that does not answer; pip goes on and finds no file.
  if (conflict !== null || (installerName(facts) === "uv" && network.length > 0)) return true;
  // `pip check` fails with what it finds.
  if (log.broken.some(({ via }) => via === "check")) return true;
  return [noMatches, failures, hashMismatches, hashMissing, requiresPython].some((list) => list.length > 0);
}

function toFinding(facts: FindingFacts, error: EventOf<"error" | "error-box">, file: string): Finding {
  const tool = installerName(facts);
  const said = textOf(error);
  const [, exception] = /^Exception: (.+)$/s.exec(said) ?? [];
  const cause = exception === undefined ? known(error) : { text: null, remedies: [NEWER_PIP] };
  const what = exception === undefined ? `It says: ${said}` : `pip itself broke: ${exception}`;
  return {
    code: "run-failed",
    severity: "error",
    target: facts.target,
    title: `${tool} stopped with an error`,
    message: [/[.?!]$/.test(what) ? what : `${what}.`, cause.text].filter(Boolean).join(" "),
    packages: [],
    places: [],
    evidence: [logEvidence(file, error.span)],
    remedies: cause.remedies,
  };
}

function textOf(error: EventOf<"error" | "error-box">): string {
  return error.kind === "error" ? error.text : [error.reference, error.message].filter(Boolean).join(": ");
}

/** What the error means, where it is one that is known: a full disk, a refused certificate, a managed environment. */
function known(error: EventOf<"error" | "error-box">): { text: string | null; remedies: readonly Remedy[] } {
  const lines =
    error.kind === "error" ? error.text.split("\n") : [`error: ${error.reference}`, error.message, ...error.context];
  const diagnoses = diagnose(lines, { failed: true }).filter(({ rank }) => rank !== "remark");
  if (diagnoses.length === 0) return { text: null, remedies: [] };
  const distribution = findDistribution(lines);
  return causeOf({
    ...{ lane: null, exitCode: null, reason: null, output: lines, excerpt: null },
    ...{ distribution, diagnoses },
  });
}

const NEWER_PIP: Remedy = {
  text: "Use a newer pip; when the newest breaks in the same way, the traceback in the log says where.",
  commands: ["python -m pip install --upgrade pip"],
};
