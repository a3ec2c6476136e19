import { plainRequirement } from "../../log/names.ts";
import { normalizeName } from "../../pep/name.ts";
import { joinWords } from "../../wording.ts";
import { linesOf } from "../end-steps.ts";
import { nameOfRequirement } from "../label.ts";
import type { RunOutcome } from "../run-outcome.ts";
import { listVersions } from "./advice.ts";
import { newestUsable, skippedFor } from "./no-match.ts";
import type { PatternRule } from "./pattern.ts";

/** Withdrawn by its authors (PEP 592): taken only when a requirement pins it. */
export const yanked: PatternRule = {
  kind: "yanked",
  find: ({ outcome }) => [...refusedVersions(outcome), ...takenVersions(outcome)],
};

function refusedVersions(outcome: RunOutcome) {
  return outcome.noMatches.flatMap((fact) => {
    const name = nameOfRequirement(fact.requirement);
    const skipped = skippedFor(outcome, fact).filter(({ reason }) => reason.kind === "yanked");
    const versions = [...new Set([...fact.yanked, ...skipped.flatMap(({ event }) => event.version ?? [])])];
    const [first] = versions;
    if (name === null || first === undefined) return [];
    const usable = newestUsable(fact);
    const wanted = plainRequirement(fact.requirement);
    const which = joinWords(versions.slice(0, 5).map((version) => `${name} ${version}`));
    return [
      {
        package: name,
        text: `${which} would fit ${wanted}, but ${versions.length > 1 ? "were" : "was"} yanked (withdrawn by the authors).`,
        solutions: [
          ...(usable === null ? [] : [`Ask for a version that was not yanked, for example ${name}==${usable}.`]),
          `If you have to: a yanked version is taken when it is pinned, ${name}==${first}. Find out first why it was yanked.`,
        ],
        lines: linesOf(fact, outcome),
      },
    ];
  });
}

function takenVersions(outcome: RunOutcome) {
  return outcome.yanked.map(({ name: printed, version, reason, span }) => {
    const name = normalizeName(printed);
    const why = reason === null ? "they gave no reason" : `their reason: ${reason}`;
    return {
      package: name,
      text: `${name} ${version} was taken although its authors have yanked it (${why}), because a requirement pins it.`,
      solutions: [`Pin a version of ${name} that was not yanked${listVersions(outcome.tool, name)}.`],
      lines: [span.lines[0]],
    };
  });
}
