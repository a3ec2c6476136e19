import type { NoMatchFact } from "../../log/facts/facts.ts";
import { plainRequirement } from "../../log/names.ts";
import { linesOf } from "../end-steps.ts";
import { nameOfRequirement } from "../label.ts";
import { otherIndex, seeMore } from "./advice.ts";
import { askersOf, skippedFor } from "./no-match.ts";
import type { PatternRule } from "./pattern.ts";

/** The index has no such project, as far as the log shows. */
export const notFound: PatternRule = {
  kind: "not-found",
  find: ({ outcome }) =>
    outcome.noMatches.flatMap((fact) => {
      const name = nameOfRequirement(fact.requirement);
      const some = (fact.versions ?? []).length + fact.otherPython.length + fact.yanked.length;
      if (fact.reason !== undefined && fact.reason.kind !== "absent") return [];
      if (name === null || some > 0 || outcome.hasNetworkTrouble || skippedFor(outcome, fact).length > 0) return [];
      const isAbsent = outcome.absentPages.some((page) => page.replace(/\/$/, "").endsWith(`/${name}`));
      const isSure = isAbsent || outcome.searched.has(name) || fact.reason !== undefined;
      const askers = askersOf(fact);
      return [
        {
          package: name,
          text: describe(name, fact, isAbsent, isSure),
          solutions: [
            `Check the spelling of ${name}: the name on the index is not always the name that is imported.`,
            otherIndex(outcome.tool, name),
            ...askers.map((asker) => `${asker} asks for ${name}: use a version of ${asker} that does not.`),
            ...(isSure ? [] : [seeMore(outcome.tool, name)]),
          ],
          lines: linesOf(fact, outcome),
        },
      ];
    }),
};

function describe(name: string, fact: NoMatchFact, isAbsent: boolean, isSure: boolean): string {
  if (isAbsent) return `The index does not have ${name}: it answers 404.`;
  if (fact.versions === null && fact.reason === undefined) {
    const wanted = plainRequirement(fact.requirement);
    return `Nothing was found for ${wanted}, and the log does not say why: there is no such project, no version in the range, no file for this platform, or a constraint is in the way.`;
  }
  if (isSure) return `The index has no file of ${name}.`;
  return `No file of ${name} was found: the index does not have it, or none of its files is for this platform and Python.`;
}
