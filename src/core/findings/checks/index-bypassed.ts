import { placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** Options under which pip does not ask the loopback index: nothing is counted, checked or reused there. */
export function checkIndexBypassed(facts: FindingFacts): CheckResult {
  return {
    findings: facts.bypasses.map(({ option, reason, place }) => ({
      code: "index-bypassed",
      severity: "warning",
      target: facts.target,
      title: `${option}: pip does not ask Wheelhouse's index`,
      message: `${reason.replace(/\.?$/, ".")} What pip takes from there is neither reused from the wheelhouse nor counted.`,
      packages: [],
      places: place === null ? [] : [place],
      evidence: placeEvidence(place === null ? [] : [place]),
      remedies: [
        {
          text: "Give indexes and folders as options of Wheelhouse (--index-url, --find-links) instead.",
          commands: [],
        },
      ],
    })),
  };
}
