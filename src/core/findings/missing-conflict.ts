import { explainLogConflict } from "../explain/from-log/explain-log-conflict.ts";
import type { BuildFacts, NoMatchFact } from "../log/facts/facts.ts";
import type { Conflict } from "../report/model.ts";
import { joinSome } from "../wording.ts";
import type { FindingFacts } from "./facts.ts";
import { installerName } from "./installer-name.ts";
import { lineFinder } from "./line-finder.ts";
import { parseName, placesOfChain } from "./requirement-places.ts";

/** Of those that it could use. */
const MOST_VERSIONS = 6;

/**
 * What a package needs and nobody has cannot hold together with the line that brings the package in: how the log leads from
 * one to the other. Nothing where an index had trouble, and of a line of the user's own, which says it all.
 */
export function missingConflicts(facts: FindingFacts, log: BuildFacts): readonly Conflict[] {
  const { resolution } = facts;
  if (resolution === null || log.network.length + facts.troubles.length > 0) return [];
  // uv tells of several in one derivation.
  const told = new Map(log.noMatches.map((fact) => [fact.span.bytes[0], fact]));
  return [...told.values()].flatMap((fact) => {
    const project = parseName(fact.requirement);
    const [asker] = fact.from ?? [];
    if (project === null || asker === undefined || asker.startsWith("-")) return [];
    const { file, parse } = resolution;
    const tool = installerName(facts);
    const missing = { name: project, words: missingWords(fact, tool) };
    const conflict = { requirements: [], causes: [], span: fact.span };
    const explanation = explainLogConflict({ file, parse, conflict, missing, tool, lines: lineFinder(facts) });
    const [place = null] = placesOfChain(facts, fact.from);
    const cause = { kind: "depends" as const, requirer: asker, requirement: fact.requirement, place };
    const { target } = facts;
    const base = { id: `${target ?? file}/${project}`, target, project, causes: [cause], complete: false };
    return explanation === null ? [] : [{ ...base, explanation }];
  });
}

/** As a whole statement, without its full stop. */
export function missingWords({ name, requirement, versions }: NoMatchFact, tool: string): string {
  const usable = versions === null ? "" : `; of ${name} it could use ${joinSome(versions, MOST_VERSIONS) || "none"}`;
  return `${tool} found no version that satisfies ${requirement}${usable}`;
}
