import { compareVersions, parseVersion } from "../pep/version.ts";
import type { ConflictFact } from "./conflict-tree.ts";

type Depends = Extract<ConflictFact, { kind: "depends" }>;
type NoVersions = Extract<ConflictFact, { kind: "no-versions" }>;

/** So many different wishes of one package's versions are told one by one. */
const MOST_WISHES = 3;
const MOST_VERSIONS = 3;

/**
 * The same facts for people: versions that need the same become one fact, and so do those of a package of which every
 * version needs something else of another (`boto3` of `botocore`), and versions that the same metadata rules out. Order is kept; each stands where its first one stood.
 */
export function mergeFacts(facts: readonly ConflictFact[]): readonly ConflictFact[] {
  const wishes = mergeBy(facts, isNeed, (fact) => JSON.stringify([fact.name, fact.on]), {
    isMerged: hasManyWishes,
    merge: mergeWishes,
  });
  const needs = mergeBy(wishes, isNeed, (fact) => JSON.stringify([fact.name, fact.on, fact.requirement]), {
    merge: mergeVersions,
  });
  return mergeBy(needs, isSkipped, ruledOutBy, {
    merge: (group, first) => ({ ...first, range: versionsText(group.map(({ range }) => range)) }),
  });
}

/** The same for versions that the same metadata rules out. */
export function ruledOutBy({ name, reason, detail }: NoVersions): string {
  return JSON.stringify([name, reason, detail]);
}

function isNeed(fact: ConflictFact): fact is Depends {
  return fact.kind === "depends";
}

function isSkipped(fact: ConflictFact): fact is NoVersions {
  return fact.kind === "no-versions" && fact.reason === "invalid-metadata";
}

interface Merging<F> {
  /** Absent: always. */
  readonly isMerged?: (group: readonly F[]) => boolean;
  readonly merge: (group: readonly F[], first: F) => ConflictFact;
}

function mergeBy<F extends ConflictFact>(
  facts: readonly ConflictFact[],
  isOne: (fact: ConflictFact) => fact is F,
  keyOf: (fact: F) => string,
  { isMerged = () => true, merge }: Merging<F>,
): readonly ConflictFact[] {
  const groups = new Map<string, F[]>();
  for (const fact of facts) {
    if (!isOne(fact)) continue;
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
  return { ...first, versions: versionsText(group.map((fact) => fact.versions)) };
}

function versionsText(texts: readonly string[]): string {
  const versions = texts.toSorted(compareTexts);
  if (versions.length <= MOST_VERSIONS) return versions.join(", ");
  return `${versions[0]} to ${versions.at(-1)} (${versions.length} versions)`;
}

function mergeWishes(group: readonly Depends[], first: Depends): Depends {
  const wishes = group.toSorted((a, b) => compareTexts(a.versions, b.versions)).map((fact) => fact.requirement);
  const { versions } = mergeVersions(group, first);
  return { ...first, versions, requirement: `${wishes[0]} … ${wishes.at(-1)}`, wishes: [...new Set(wishes)] };
}

function compareTexts(a: string, b: string): number {
  const [first, second] = [parseVersion(a), parseVersion(b)];
  if (first.ok && second.ok) return compareVersions(first.value, second.value);
  return a < b ? -1 : 1;
}
