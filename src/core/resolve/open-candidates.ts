import { isPinned, namesPrerelease } from "../pep/specifier-wish.ts";
import type { BitSet } from "./bit-set.ts";
import { add, emptySet, firstMember, fullSet, intersect, membersOf } from "./bit-set.ts";
import type { Candidate } from "./candidate.ts";
import { isFinal } from "./candidate.ts";
import { candidateOf, type PackageNode } from "./package-node.ts";
import type { PackageTable } from "./package-table.ts";
import type { Requirer } from "./requirers.ts";

/**
 * What pip lets be taken only when those who want the package, all together, ask for it so (pip, `factory.py`,
 * `_iter_found_candidates`; `packaging`, `SpecifierSet.filter`):
 * - a URL: somebody asks for exactly that URL;
 * - a yanked version: somebody pins a version, and nothing that is not yanked fits what all ask for;
 * - a pre-release: somebody names a pre-release, or no final version fits what all ask for.
 */
export interface Openness {
  readonly isOpen: (candidate: Candidate) => boolean;
}

/** Step after step asks for the same, of packages with thousands of versions. */
const LAST = new WeakMap<PackageNode, { readonly requirers: readonly Requirer[]; readonly openness: Openness }>();

export function opennessOf(node: PackageNode, requirers: readonly Requirer[], table: PackageTable): Openness {
  const last = LAST.get(node);
  const isKnown = last?.requirers.length === requirers.length;
  if (isKnown && last.requirers.every((one, place) => one === requirers[place])) return last.openness;
  const openness = makeOpenness(node, requirers, table);
  LAST.set(node, { requirers, openness });
  return openness;
}

function makeOpenness(node: PackageNode, requirers: readonly Requirer[], table: PackageTable): Openness {
  const accepted = requirers
    .map(({ requirement }) => table.accepted(node, requirement))
    .reduce(intersect, fullSet(node.size));
  const fitting = membersOf(accepted)
    .filter((state) => state > 0)
    .map((state) => candidateOf(node, state))
    .filter(({ unavailable }) => unavailable === null);
  const urls = new Set(requirers.flatMap(({ requirement }) => requirement.url ?? []));
  const yanked =
    requirers.some(({ requirement }) => isPinned(requirement.specifiers)) && fitting.every(({ isYanked }) => isYanked);
  const prereleases =
    table.allowsPrereleases ||
    requirers.some(({ requirement }) => namesPrerelease(requirement.specifiers)) ||
    !fitting.some(isFinal);
  return {
    isOpen: ({ closed, version, isYanked, url }) =>
      closed === null ||
      (closed === "url"
        ? urls.has(url ?? "")
        : (!isYanked || yanked) && (version?.isPrerelease !== true || prereleases)),
  };
}

/** The first candidate among the states that may be taken now, or null. */
export function firstOpen(node: PackageNode, left: BitSet, openness: () => Openness): number | null {
  let known: Openness | null = null;
  for (let state = firstMember(left, 1); state !== null; state = firstMember(left, state + 1)) {
    const candidate = candidateOf(node, state);
    if (candidate.unavailable !== null) continue;
    if (candidate.closed === null) return state;
    known ??= openness();
    if (known.isOpen(candidate)) return state;
  }
  return null;
}

/** Of these states those that would be open if one more requirer joined those who want the package now. */
export function openedBy(
  requirer: Requirer,
  node: PackageNode,
  closed: BitSet,
  active: readonly Requirer[],
  table: PackageTable,
): BitSet {
  const { isOpen } = opennessOf(node, [...active, requirer], table);
  const opened = emptySet(node.size);
  for (const state of membersOf(intersect(closed, table.accepted(node, requirer.requirement)))) {
    if (state > 0 && isOpen(candidateOf(node, state))) add(opened, state);
  }
  return opened;
}
