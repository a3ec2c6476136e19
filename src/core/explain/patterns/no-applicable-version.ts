import type { NoMatchFact } from "../../log/facts/facts.ts";
import { plainRequirement } from "../../log/names.ts";
import { joinSome } from "../../wording.ts";
import { linesOf } from "../end-steps.ts";
import { allows, nameOfRequirement, newestFirst } from "../label.ts";
import type { RunOutcome } from "../run-outcome.ts";
import { allowPrereleases, listVersions } from "./advice.ts";
import { askersOf, newestUsable, skippedFor } from "./no-match.ts";
import type { PatternRule } from "./pattern.ts";

const VERSIONS_TOLD = 8;

/** The project is there, and none of its versions is in the range. */
export const noApplicableVersion: PatternRule = {
  kind: "no-applicable-version",
  find: ({ outcome }) =>
    outcome.noMatches.flatMap((fact) => {
      const name = nameOfRequirement(fact.requirement);
      const newest = newestUsable(fact);
      const others = fact.otherPython.length + fact.yanked.length + skippedFor(outcome, fact).length;
      if (fact.reason !== undefined) return name === null ? [] : ofUv(name, fact, outcome);
      if (name === null || newest === null || others > 0 || outcome.hasNetworkTrouble) return [];
      const versions = [...(fact.versions ?? [])].sort(newestFirst);
      const fitting = versions.filter((version) => allows(fact.requirement, version));
      return [fitting.length > 0 ? ruledOut(name, fact, fitting, outcome) : outOfRange(name, fact, versions, outcome)];
    }),
};

function outOfRange(name: string, fact: NoMatchFact, versions: readonly string[], outcome: RunOutcome) {
  const wanted = plainRequirement(fact.requirement);
  return {
    package: name,
    text: `${name} is there, but no version of it fits ${wanted}: the index has ${joinSome(versions, VERSIONS_TOLD)}.`,
    solutions: [
      ...askersOf(fact).map((asker) => `${asker} asks for ${wanted}: use a version of ${asker} that asks for less.`),
      `Ask for a version that is there, for example ${name}==${versions[0]}.`,
      `If the version you want was published a moment ago or is on another index, add that with --extra-index-url${listVersions(outcome.tool, name)}.`,
    ],
    lines: linesOf(fact, outcome),
  };
}

/** pip ≤ 21.0 does not say that a constraint is in the way. */
function ruledOut(name: string, fact: NoMatchFact, fitting: readonly string[], outcome: RunOutcome) {
  const wanted = plainRequirement(fact.requirement);
  return {
    package: name,
    text: `${name} has versions that fit ${wanted} (${joinSome(fitting, VERSIONS_TOLD)}), but something that the log does not name rules them out: a constraint, hashes, or an option.`,
    solutions: [`Look for ${name} in constraints files, and in the hashes of the requirements.`],
    lines: linesOf(fact, outcome),
  };
}

/** uv names the reason itself, and not always the versions. */
function ofUv(name: string, fact: NoMatchFact, outcome: RunOutcome) {
  if (fact.reason?.kind !== "versions" && fact.reason?.kind !== "prerelease") return [];
  if (fact.otherPython.length + fact.yanked.length > 0) return [];
  const newest = newestUsable(fact);
  const wanted = plainRequirement(fact.requirement);
  return [
    {
      package: name,
      text: `No version of ${name} fits ${wanted}: ${fact.reason.text}.`,
      solutions: [
        ...askersOf(fact).map((asker) => `${asker} asks for ${wanted}: use a version of ${asker} that asks for less.`),
        ...(newest === null ? [] : [`Ask for a version that is there, for example ${name}==${newest}.`]),
        allowPrereleases(outcome.tool),
      ],
      lines: linesOf(fact, outcome),
    },
  ];
}
