import { conflictFacts } from "../../resolve/conflict-facts.ts";
import type { ConflictFact, ConflictTree } from "../../resolve/conflict-tree.ts";
import { mergeFacts, ruledOutBy } from "../../resolve/merge-facts.ts";

export type Demand = Exclude<ConflictFact, { kind: "no-versions" }>;

/** What is told of a conflict: the facts of its proof, with those of neighbouring versions in one. */
export interface ToldFacts {
  readonly facts: readonly ConflictFact[];
  /** The told fact that a fact of the proof has become part of. */
  readonly find: (fact: ConflictFact) => ConflictFact;
}

export function toldFacts(tree: ConflictTree): ToldFacts {
  return tellFacts(conflictFacts(tree));
}

/** @param all in the order of the tree */
export function tellFacts(all: readonly ConflictFact[]): ToldFacts {
  const facts = mergeFacts(all);
  const byKey = new Map<string, ConflictFact>();
  for (const fact of facts) for (const key of keysOf(fact)) if (!byKey.has(key)) byKey.set(key, fact);
  const find = (fact: ConflictFact) => {
    const known = keysOf(fact).map((key) => byKey.get(key));
    return known.find((one) => one !== undefined) ?? fact;
  };
  return { facts, find };
}

/** The project that a demand is about. */
export function wantedName(fact: Demand): string {
  return fact.kind === "depends" ? fact.on : fact.name;
}

/** From the most to the least exact: versions are merged that need the same, and many different needs of one project. */
function keysOf(fact: ConflictFact): readonly string[] {
  if (fact.kind === "no-versions") return [JSON.stringify(fact), ruledOutBy(fact)];
  if (fact.kind !== "depends") return [JSON.stringify(fact)];
  const { name, on, requirement, versions } = fact;
  return [
    [name, on, requirement, versions],
    [name, on, requirement],
    [name, on],
  ].map((key) => JSON.stringify(key));
}
