import type { Requirement } from "../pep/requirement.ts";
import { has } from "./bit-set.ts";
import { ASKED_FOR, candidateOf, type PackageNode } from "./package-node.ts";
import type { PackageTable } from "./package-table.ts";
import type { PartialSolution } from "./partial-solution.ts";

/** Somebody who wants a package: a line of the user's (`by` is null), or a version of a package, or an extra of it. */
export interface Requirer {
  readonly by: { readonly name: string; readonly candidate: string; readonly extra: string | null } | null;
  readonly requirement: Requirement;
}

/**
 * Everybody who was ever seen to want a package, whether or not they are part of the solution just now. It outlives
 * restarts of the search.
 */
export class Requirers {
  /** By the wanted name, then by the name of who wants it, then by candidate. */
  readonly #known = new Map<string, Map<string, Map<string, Requirer[]>>>();
  /** Names that each name was ever seen to want. */
  readonly #wants = new Map<string, Set<string>>();
  /** Names that somebody new wants; whoever follows them empties it. */
  readonly changed = new Set<string>();

  /** False when it is known already. */
  add(requirer: Requirer): boolean {
    const { by, requirement } = requirer;
    const names = entry(this.#known, requirement.name, () => new Map<string, Map<string, Requirer[]>>());
    const candidates = entry(names, by?.name ?? "", () => new Map<string, Requirer[]>());
    const list = entry(candidates, by?.candidate ?? "", () => []);
    const isKnown = list.some(
      (other) => other.by?.extra === by?.extra && other.requirement.canonical === requirement.canonical,
    );
    if (isKnown) return false;
    list.push(requirer);
    this.changed.add(requirement.name);
    if (by !== null) entry(this.#wants, by.name, () => new Set<string>()).add(requirement.name);
    return true;
  }

  /** Those who want it in the solution as far as it is decided. */
  active(name: string, table: PackageTable, solution: PartialSolution): readonly Requirer[] {
    const active: Requirer[] = [];
    for (const [by, candidates] of this.#known.get(name) ?? []) {
      const node = table.find(by);
      const state = node === undefined ? null : solution.decided(node);
      const key = node === undefined || state === null ? "" : candidateOf(node, state).key;
      if (by !== "" && key === "") continue;
      const list = candidates.get(key) ?? [];
      active.push(...list.filter((one) => isAsked(one, node, table, solution)));
    }
    return active;
  }

  /** Those whose `active` may change when something is decided of this one. */
  wantedBy(name: string): Iterable<string> {
    return this.#wants.get(name) ?? [];
  }

  all(name: string): readonly Requirer[] {
    return [...(this.#known.get(name)?.values() ?? [])].flatMap((candidates) => [...candidates.values()].flat());
  }
}

function isAsked(
  { by }: Requirer,
  node: PackageNode | undefined,
  table: PackageTable,
  solution: PartialSolution,
): boolean {
  if (by === null || by.extra === null) return true;
  const extra = node === undefined ? undefined : table.findExtra(node, by.extra);
  return extra !== undefined && solution.isWanted(extra) && has(solution.left(extra), ASKED_FOR);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
