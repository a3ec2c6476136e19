import { compareVersions, parseVersion } from "../pep/version.ts";
import type { ConflictFact } from "./conflict-tree.ts";

type Depends = Extract<ConflictFact, { kind: "depends" }>;

/** So many different wishes of one package's versions are told one by one. */
const MOST_WISHES = 3;
const MOST_VERSIONS = 3;

/**
 * The same facts for people: versions that need the same become one fact, and so do those of a package of which every
 * version needs something else of another (`boto3` of `botocore`). Order is kept; each stands where its first one stood.
 */
export function mergeFacts(facts: readonly ConflictFact[]): readonly ConflictFact[] {
  const wishes = mergeBy(facts, (fact) => JSON.stringify([fact.name, fact.on]), hasManyWishes, mergeWishes);
  return mergeBy(
    wishes,
    (fact) => JSON.stringify([fact.name, fact.on, fact.requirement]),
    () => true,
    mergeVersions,
  );
}

function mergeBy(
  facts: readonly ConflictFact[],
  keyOf: (fact: Depends) => string,
  isMerged: (group: readonly Depends[]) => boolean,
  merge: (group: readonly Depends[], first: Depends) => ConflictFact,
): readonly ConflictFact[] {
  const groups = new Map<string, Depends[]>();
  for (const fact of facts) {
    if (fact.kind !== "depends") continue;
    const group = groups.get(keyOf(fact)) ?? [];
    groups.set(keyOf(fact), group);
    group.push(fact);
  }
  // Groups can have thousands of facts: each is looked at once, not once for each fact.
  const merged = new Map<ConflictFact, readonly ConflictFact[]>();
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined || group.length === 1 || !isMerged(group)) continue;
    for (const fact of group) merged.set(fact, []);
    merged.set(first, [merge(group, first)]);
  }
  return facts.flatMap((fact) => merged.get(fact) ?? [fact]);
}

function hasManyWishes(group: readonly Depends[]): boolean {
  return new Set(group.map(({ requirement }) => requirement)).size > MOST_WISHES;
}

function mergeVersions(group: readonly Depends[], first: Depends): Depends {
  const versions = sortByVersion(group).map((fact) => fact.versions);
  if (versions.length <= MOST_VERSIONS) return { ...first, versions: versions.join(", ") };
  return { ...first, versions: `${versions[0]} to ${versions.at(-1)} (${versions.length} versions)` };
}

function mergeWishes(group: readonly Depends[], first: Depends): Depends {
  const wishes = sortByVersion(group).map((fact) => fact.requirement);
  const { versions } = mergeVersions(group, first);
  return { ...first, versions, requirement: `${wishes[0]} … ${wishes.at(-1)}`, wishes: [...new Set(wishes)] };
}

function sortByVersion(group: readonly Depends[]): readonly Depends[] {
  return [...group].sort((a, b) => {
    const [first, second] = [parseVersion(a.versions), parseVersion(b.versions)];
    if (first.ok && second.ok) return compareVersions(first.value, second.value);
    return a.versions < b.versions ? -1 : 1;
  });
}
