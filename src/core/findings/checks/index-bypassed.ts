import { placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** Options under which pip does not ask the loopback index: nothing is counted, checked or reused there. */
export function checkIndexBypassed(facts: FindingFacts): CheckResult {
  return {
    findings: facts.bypasses.map(({ option, effect, reason, remedy, place, severity }) => ({
      code: "index-bypassed",
      severity: severity ?? "warning",
      target: facts.target,
      title: `${option}: ${effect}`,
      message: reason,
      packages: [],
      places: place === null ? [] : [place],
      evidence: placeEvidence(place === null ? [] : [place]),
      remedies: [{ text: remedy, commands: [] }],
    })),
  };
}
