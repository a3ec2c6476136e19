import { type BitSet, isSubset, onlyMember } from "./bit-set.ts";
import type { Incompatibility } from "./incompatibility.ts";
import type { PackageNode } from "./package-node.ts";

interface Watched {
  /** Incompatibilities whose term of the node is one state: as a rule those of what a version needs. */
  readonly byState: Map<number, Incompatibility[]>;
  /** The others by their term of the node: terms that say the same share one set of states. */
  readonly byStates: Map<BitSet, Incompatibility[]>;
  /** Those that nobody has looked at since they were added, or since a step back took away what followed from them. */
  fresh: Incompatibility[];
}

/**
 * Which incompatibilities are worth a look when what is left of a node has changed: something new follows from one only when
 * one more of its terms has come to hold (the watched literals of SAT solvers). Of the thousands that speak of a node, one
 * for each version of whoever wants it, that is a handful.
 */
export class WatchList {
  readonly #nodes = new Map<PackageNode, Watched>();
  /** Those that were looked at for the first time, by level: below it they have to be looked at again. */
  readonly #seen: Incompatibility[][] = [];
  #count = 0;

  add(incompatibility: Incompatibility): void {
    incompatibility.order = this.#count++;
    for (const { node, states } of incompatibility.terms) {
      const { byState, byStates } = this.#of(node);
      const only = onlyMember(states);
      if (only === null) append(byStates, states, incompatibility);
      else append(byState, only, incompatibility);
    }
    this.#refresh(incompatibility);
  }

  /** Newest first: learned ones lead further. */
  touched(node: PackageNode, left: BitSet, level: number): readonly Incompatibility[] {
    const watched = this.#of(node);
    const only = onlyMember(left);
    const touched = only === null ? [] : [...(watched.byState.get(only) ?? [])];
    for (const [states, list] of watched.byStates) {
      // Of a package with thousands of versions most are ruled out already, and their sets are long to compare.
      const isOpen = list.some((one) => one.contradictedAt > level);
      if (isOpen && isSubset(left, states)) touched.push(...list);
    }
    for (const one of watched.fresh) {
      if (!one.isFresh) continue;
      one.isFresh = false;
      const seen = this.#seen[level] ?? [];
      seen.push(one);
      this.#seen[level] = seen;
      // Else it is among them already.
      if (!one.terms.some((term) => term.node === node && isSubset(left, term.states))) touched.push(one);
    }
    watched.fresh = [];
    return touched.sort((a, b) => b.order - a.order);
  }

  backtrack(level: number): void {
    for (const seen of this.#seen.splice(level + 1)) for (const one of seen ?? []) this.#refresh(one);
  }

  #refresh(incompatibility: Incompatibility): void {
    incompatibility.isFresh = true;
    for (const { node } of incompatibility.terms) this.#of(node).fresh.push(incompatibility);
  }

  #of(node: PackageNode): Watched {
    const known = this.#nodes.get(node);
    if (known !== undefined) return known;
    const watched: Watched = { byState: new Map(), byStates: new Map(), fresh: [] };
    this.#nodes.set(node, watched);
    return watched;
  }
}

function append<K>(lists: Map<K, Incompatibility[]>, key: K, incompatibility: Incompatibility): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [incompatibility]);
  else list.push(incompatibility);
}
