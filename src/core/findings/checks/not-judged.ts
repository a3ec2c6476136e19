import { joinSome } from "../../wording.ts";
import { placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { MOST_SHOWN, uniquePlaces } from "../requirement-places.ts";

/** Lines that name a folder, a repository or a file of the machine: no index says what they are or what they need. */
export function checkNotJudged({ check, target }: FindingFacts): CheckResult {
  const lines = check?.unjudged ?? [];
  if (lines.length === 0) return { findings: [] };
  const isOne = lines.length === 1;
  const places = uniquePlaces(lines.flatMap((line) => line.places)).slice(0, MOST_SHOWN);
  const texts = joinSome(
    lines.map(({ text }) => text),
    5,
  );
  return {
    findings: [
      {
        code: "closure-incomplete",
        severity: "warning",
        target,
        title: isOne ? "A requirement was not judged" : `${lines.length} requirements were not judged`,
        message: `No index has what ${isOne ? "this names" : "these name"}: a folder, a repository or a file. Nothing is said of ${isOne ? "it" : "them"}, nor of what only ${isOne ? "it needs" : "they need"}: ${texts}.`,
        packages: [],
        places,
        evidence: placeEvidence(places),
        remedies: [
          { text: "Check the pyproject.toml or the requirements of that project too (-r FILE).", commands: [] },
        ],
      },
    ],
  };
}
