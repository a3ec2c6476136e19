import { conflictFacts } from "../../core/resolve/conflict-facts.ts";
import type { ConflictFact, ConflictTree } from "../../core/resolve/conflict-tree.ts";
import type { MetadataSource } from "../../core/resolve/source.ts";

/**
 * The projects that make a set unsolvable all by themselves: one requirement alone asks for each, and no version of it can
 * be had (no such project, no file for the target). That is no disagreement between requirements: its verdict says it,
 * and the rest can be solved without it.
 */
export function unobtainable(conflicts: readonly ConflictTree[]): readonly Unobtainable[] {
  const facts = conflicts.flatMap(conflictFacts);
  const none = facts.flatMap((fact) => (fact.kind === "no-versions" ? [fact] : []));
  return [...new Set(none.map(({ name }) => name))].flatMap((name) => {
    const demands = new Map(facts.flatMap((fact) => demandOf(fact, name)));
    // That the installer does not accept its metadata is told by no verdict.
    const isSkipped = none.some((fact) => fact.name === name && fact.reason === "invalid-metadata");
    if (isSkipped || hasVersions(name, facts) || demands.size > 1) return [];
    const [demand = null] = demands.values();
    const exists = none.some((fact) => fact.name === name && fact.reason !== "absent" && fact.reason !== "unknown");
    return [{ name, demand, exists }];
  });
}

/** A project of which nothing can be had. */
export interface Unobtainable {
  readonly name: string;
  /** The requirement that asks for it. */
  readonly demand: string | null;
  /** There is such a project: something else may give way. */
  readonly exists: boolean;
}

/** Some of its versions could be had, but they need something else: only others of them are yanked or do not fit. */
function hasVersions(name: string, facts: readonly ConflictFact[]): boolean {
  return facts.some((fact) => fact.kind === "depends" && fact.name === name);
}

/** What a fact asks of this project, so that equal demands count once. */
function demandOf(fact: ConflictFact, name: string): readonly (readonly [key: string, requirement: string])[] {
  if (fact.kind === "no-versions") return [];
  const on = fact.kind === "depends" ? fact.on : fact.name;
  return on === name
    ? [[`${fact.kind === "depends" ? fact.name : fact.kind} ${fact.requirement}`, fact.requirement]]
    : [];
}

/** The same source, which says nothing of these projects. */
export function withholding(source: MetadataSource, names: Pick<ReadonlySet<string>, "has" | "size">): MetadataSource {
  if (names.size === 0) return source;
  return {
    ...source,
    versions: async (wanted) => {
      const answers = await source.versions(wanted.filter((name) => !names.has(name)));
      const withheld = wanted.filter((name) => names.has(name));
      return [...answers, ...withheld.map((name) => ({ name, state: "unknown", reason: "no file fits" }) as const)];
    },
  };
}
