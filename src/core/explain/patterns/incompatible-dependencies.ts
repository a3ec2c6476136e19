import type { ConflictFact } from "../../log/facts.ts";
import { requirementName } from "../../log/names.ts";
import { disputed } from "../end-steps.ts";
import { nameOfRequirement, plainRequirement } from "../label.ts";
import type { PatternRule } from "./pattern.ts";
import { linesAbout } from "./pattern.ts";

/** No set of versions satisfies everybody. */
export const incompatibleDependencies: PatternRule = {
  kind: "incompatible-dependencies",
  find({ outcome, tree }) {
    const { conflict } = outcome;
    if (conflict === null) return [];
    const causes = disputed(conflict);
    const names = [...new Set(causes.map(({ requirement }) => nameOfRequirement(requirement)))].filter(
      (name) => name !== null,
    );
    const listed = conflict.requirements.map(nameOfRequirement).find((name) => name !== null);
    const name = names[0] ?? listed;
    if (name === undefined) return [];
    const words = causes.map(sayCause);
    const opposed = words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")}, but ${words.at(-1)}`;
    const text =
      causes.length === 0
        ? `No versions of ${conflict.requirements.join(", ")} can be installed together.`
        : `${opposed}: no version of ${names.join(" and ")} satisfies all of them.`;
    return [
      { package: name, text, solutions: causes.map(solve), lines: linesAbout(tree, name, ["blocked", "request"]) },
    ];
  },
};

type Cause = ConflictFact["causes"][number];

function sayCause({ kind, requirer, requirement }: Cause): string {
  const wanted = plainRequirement(requirement);
  if (kind === "depends") return `${requirer} needs ${wanted}`;
  return kind === "constraint" ? `a constraint allows only ${wanted}` : `you ask for ${wanted}`;
}

function solve({ kind, requirer, requirement }: Cause): string {
  const wanted = plainRequirement(requirement);
  if (kind === "constraint") return `Loosen or drop the constraint ${wanted}.`;
  const name = requirementName(requirer ?? "") ?? requirer;
  return kind === "requested"
    ? `Widen or drop your requirement ${wanted}.`
    : `Ask for a version of ${name} that does not need ${wanted}; \`pip index versions ${name}\` lists what there is.`;
}
