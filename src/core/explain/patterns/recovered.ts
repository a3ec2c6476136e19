import type { ResolverCandidate } from "../../log/events/resolver.ts";
import { groupBy } from "../../log/facts/group-by.ts";
import { plainRequirement } from "../../log/names.ts";
import { isSame } from "../label.ts";
import { packageOf } from "../tree-builder.ts";
import { whyRejected } from "../why-rejected.ts";
import { linesOfKinds, type PatternInput, type PatternRule, takenVersions } from "./pattern.ts";

/** A first choice did not fit, another version of it did. */
export const recovered: PatternRule = {
  kind: "recovered",
  find(input) {
    if (!input.outcome.succeeded) return [];
    const refused = groupBy(input.tree.refused, packageOf);
    const rejected = groupBy(input.rejected, ({ candidate }) => packageOf(candidate));
    return [...refused].flatMap(([name, all]) => ofPackage(name, all, rejected.get(name) ?? [], input));
  },
};

function ofPackage(
  name: string,
  all: readonly ResolverCandidate[],
  rejected: PatternInput["rejected"],
  { about, unexplained, hinted }: PatternInput,
) {
  const steps = about.get(name) ?? [];
  const taken = takenVersions(steps).at(-1);
  const refused = all.filter((each) => each.version !== taken);
  const [first] = refused;
  if (taken === undefined || first === undefined) return [];
  if (unexplained.has(name) && !hinted.has(name) && rejected.length === 0) return [];
  const told = rejected.find(({ candidate }) => isSame(candidate, first));
  const why = told === undefined ? "" : ` (it ${whyRejected(told)})`;
  const count = refused.length > 1 ? ` and ${refused.length - 1} more of its versions` : "";
  const wanted = told?.because.find(({ requirer }) => requirer !== null && isSame(requirer, first))?.requirement;
  return [
    {
      package: name,
      text: `${name} ${first.version ?? ""}${count} did not fit${why}, so ${name} ${taken} was taken.`.replace(
        "  ",
        " ",
      ),
      solutions: [
        `To spare the search, ask for ${name}==${taken}.`,
        ...(wanted === undefined
          ? []
          : [`To get ${name} ${first.version} instead, allow ${plainRequirement(wanted)}.`]),
      ],
      lines: linesOfKinds(steps, ["try", "resolve"]),
    },
  ];
}
