import type { ConflictFact } from "../../log/facts/facts.ts";
import { plainRequirement, requirementName } from "../../log/names.ts";
import { disputed, sayCause } from "../end-steps.ts";
import { nameOfRequirement } from "../label.ts";
import type { RunOutcome } from "../run-outcome.ts";
import { listVersions } from "./advice.ts";
import type { PatternRule } from "./pattern.ts";
import { linesOfKinds } from "./pattern.ts";

/** No set of versions satisfies everybody. */
export const incompatibleDependencies: PatternRule = {
  kind: "incompatible-dependencies",
  find({ outcome, about }) {
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
      {
        package: name,
        text,
        solutions: causes.map((cause) => solve(cause, outcome.tool)),
        lines: linesOfKinds(about.get(name) ?? [], ["blocked", "request"]),
      },
    ];
  },
};

type Cause = ConflictFact["causes"][number];

function solve({ kind, requirer, requirement }: Cause, tool: RunOutcome["tool"]): string {
  const wanted = plainRequirement(requirement);
  if (kind === "constraint") return `Loosen or drop the constraint ${wanted}.`;
  const name = requirementName(requirer ?? "") ?? requirer;
  return kind === "requested"
    ? `Widen or drop your requirement ${wanted}.`
    : `Ask for a version of ${name} that does not need ${wanted}${listVersions(tool, `${name}`)}.`;
}
