import { knowledgeOf } from "../knowledge/knowledge.ts";
import { parseRequirement, type Requirement, withMarker } from "../pep/requirement.ts";
import { distanceCost, EDIT_COST, PER_EDIT } from "./cost.ts";
import { type Line, lineKey, lineOf, replaceLine } from "./lines.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, FindRelaxations, FixContext, Relaxation } from "./relaxation.ts";

/** Another project in its place, where it is known that one may stand there, and nothing can be had of the one asked for. */
export const replacePackage: FindRelaxations = (context, found) => {
  const line = lineOf(found.fact, context.lines);
  if (line === undefined || line.role === "constraints" || (line.located?.hashes.length ?? 0) > 0) return [];
  if (line.located?.quoting === "poetry-version") return [];
  const { name } = line.requirement;
  const isMissing = found.facts.some((fact) => fact.kind === "no-versions" && fact.name === name);
  return isMissing ? alternativesOf(line, context).map((other, at) => replacement({ line, other, at }, found)) : [];
};

/** Those that are known on every target. */
function alternativesOf({ requirement }: Line, { problem, knowledge }: FixContext): readonly Requirement[] {
  const [first = [], ...others] = problem.targets.map((target) =>
    (knowledgeOf(requirement.name, target, knowledge.packages)?.alternatives ?? []).flatMap(
      ({ requirement: text }) => text ?? [],
    ),
  );
  const shared = first.filter((text) => others.every((texts) => texts.includes(text)));
  return shared.flatMap((text) => {
    const read = parseRequirement(text);
    const isOther = read.ok && read.value.name !== requirement.name && read.value.marker === null;
    return isOther ? [withMarker(read.value, requirement.marker)] : [];
  });
}

/** @param at the best known one first */
function replacement(
  { line, other, at }: { readonly line: Line; readonly other: Requirement; readonly at: number },
  found: FactInConflict,
): Relaxation {
  const cost = PER_EDIT + EDIT_COST["replace-package"] + distanceCost(at);
  const relax: Relaxation["relax"] = (problem) => replaceLine(problem, line, other);
  const { name, canonical } = line.requirement;
  return {
    key: `${lineKey(line)} replace ${other.canonical}`,
    subject: lineKey(line),
    isWhole: true,
    isLastResort: false,
    isExchange: true,
    leastCost: cost,
    relax,
    settle: async () => ({
      apply: relax,
      kind: "replace-package",
      cost,
      words: `take ${other.canonical} instead of ${canonical}`,
      reason: reasonFor(name, found, `${other.name} is known to stand in for it`),
      losses: [`${other.name} is another project: what imports ${name} may have to change`],
      line,
      edit: null,
    }),
  };
}
