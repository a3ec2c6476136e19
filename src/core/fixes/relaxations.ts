import { conflictFacts } from "../resolve/conflict-facts.ts";
import type { ConflictTree } from "../resolve/conflict-tree.ts";
import type { Prober } from "./probe.ts";
import { relaxExtras } from "./relax-extra.ts";
import { relaxIndexes } from "./relax-index.ts";
import { relaxPrereleases } from "./relax-prerelease.ts";
import { relaxPython } from "./relax-python.ts";
import { relaxRequirement } from "./relax-requirement.ts";
import { relaxSource } from "./relax-source.ts";
import { relaxVersions } from "./relax-versions.ts";
import type { FindRelaxations, FixContext, Relaxation } from "./relaxation.ts";
import { replacePackage } from "./replace-package.ts";

/** Everything that may give way. A new kind is a file of its own and a name here. */
const KINDS: readonly FindRelaxations[] = [
  relaxVersions,
  relaxPrereleases,
  relaxPython,
  relaxSource,
  relaxIndexes,
  relaxExtras,
  replacePackage,
  relaxRequirement,
];

/** What may give way in a conflict: one of these has to, for the conflict to go. Cheapest first. */
export async function relaxationsOf(
  tree: ConflictTree,
  context: FixContext,
  prober: Prober,
): Promise<readonly Relaxation[]> {
  const facts = conflictFacts(tree);
  const found = await Promise.all(facts.flatMap((fact) => KINDS.map((find) => find(context, { fact, facts }, prober))));
  const unique = new Map(found.flat().map((relaxation) => [relaxation.key, relaxation]));
  return [...unique.values()].sort(compareRelaxations);
}

export function compareRelaxations(a: Relaxation, b: Relaxation): number {
  return a.leastCost - b.leastCost || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}
