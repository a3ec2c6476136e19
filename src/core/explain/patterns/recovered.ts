import { isSame, plainRequirement } from "../label.ts";
import { packageOf } from "../tree-builder.ts";
import { whyRejected } from "../why-rejected.ts";
import { linesAbout, type PatternInput, type PatternRule, packagesOf, takenVersions } from "./pattern.ts";

/** A first choice did not fit, another version of it did. */
export const recovered: PatternRule = {
  kind: "recovered",
  find: (input) => (input.outcome.succeeded ? packagesOf(input.tree).flatMap((name) => ofPackage(name, input)) : []),
};

function ofPackage(name: string, input: PatternInput) {
  const { tree, rejected, unexplained, hinted } = input;
  const taken = takenVersions(tree, name).at(-1);
  const refused = tree.refused.filter((each) => packageOf(each) === name && each.version !== taken);
  const [first] = refused;
  if (taken === undefined || first === undefined) return [];
  if (unexplained.has(name) && !hinted.has(name) && !rejected.some(({ candidate }) => packageOf(candidate) === name))
    return [];
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
      lines: linesAbout(tree, name, ["try", "resolve"]),
    },
  ];
}
