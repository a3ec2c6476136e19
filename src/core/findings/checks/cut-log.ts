import type { Finding } from "../../report/model.ts";
import { logEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** A given log that stops in the middle of a run, or was not read to its end. How the run ended is then unknown. */
export function checkCutLog({ log }: FindingFacts): CheckResult {
  if (log === undefined || log.parse.format === "unknown") return { findings: [] };
  const why = log.cut ?? (log.ended === "unknown" && !log.complete ? `${log.file} ends in the middle of a run.` : null);
  if (why === null) return { findings: [] };
  const last = log.parse.events.at(-1);
  const finding: Finding = {
    code: "incomplete",
    severity: "warning",
    target: null,
    title: `${log.file}: not the whole log`,
    message: `${why} What comes after is unknown, not fine.`,
    packages: [],
    places: [],
    evidence: last === undefined ? [] : [logEvidence(log.file, last.span)],
    remedies: [{ text: "Give the whole log; when there is none, the run was killed or timed out.", commands: [] }],
  };
  return { findings: [finding] };
}
