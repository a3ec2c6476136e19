import { difference, isEmpty } from "./bit-set.ts";
import type { Incompatibility, Term } from "./incompatibility.ts";
import { complementOf, join, NEVER } from "./incompatibility.ts";
import type { PackageNode } from "./package-node.ts";
import type { Assignment } from "./partial-solution.ts";
import { PartialSolution } from "./partial-solution.ts";
import { WatchList } from "./watch-list.ts";

/** The requirements cannot hold together: from the terms of this incompatibility nothing is left. */
export class Unsatisfiable extends Error {
  readonly incompatibility: Incompatibility;
  constructor(incompatibility: Incompatibility) {
    super("the requirements cannot hold together");
    this.incompatibility = incompatibility;
  }
}

/**
 * Unit propagation and conflict resolution of PubGrub (the documentation of Dart's pub, `solver.md`). It knows nothing of
 * Python: nodes, states and incompatibilities go in, the partial solution comes out.
 */
export class Propagation {
  readonly solution = new PartialSolution();
  /** How many conflicts were resolved. */
  conflicts = 0;
  /** Is told of each before it is resolved. */
  onConflict: ((conflict: Incompatibility) => void) | null = null;
  readonly #watch = new WatchList();
  /** Those that are marked as contradicted, by the level up to which they are. */
  readonly #contradicted: Incompatibility[][] = [];

  add(incompatibility: Incompatibility): void {
    if (incompatibility.terms.length === 0) throw new Unsatisfiable(incompatibility);
    this.#watch.add(incompatibility);
  }

  /** Derives what follows from a change of these nodes. Throws `Unsatisfiable`. */
  propagate(nodes: Iterable<PackageNode>): void {
    const changed = new Set(nodes);
    for (const node of changed) {
      changed.delete(node);
      const conflict = this.#propagateNode(node, changed);
      if (conflict === null) continue;
      const learned = this.#resolve(conflict);
      changed.clear();
      const derived = this.#apply(learned);
      if (derived === null || derived === "conflict") throw new Error("a learned incompatibility derives nothing");
      changed.add(derived);
    }
  }

  backtrack(level: number): void {
    this.solution.backtrack(level);
    this.#watch.backtrack(level);
    for (const marked of this.#contradicted.splice(level + 1)) {
      for (const incompatibility of marked ?? []) incompatibility.contradictedAt = NEVER;
    }
  }

  /** Whether all terms hold but those of the given node. */
  wouldConflict(incompatibility: Incompatibility, but: PackageNode): boolean {
    return incompatibility.terms.every((term) => term.node === but || this.solution.relation(term) === "holds");
  }

  /** The incompatibility that holds as a whole, or null. */
  #propagateNode(node: PackageNode, changed: Set<PackageNode>): Incompatibility | null {
    const { level } = this.solution;
    for (const incompatibility of this.#watch.touched(node, this.solution.left(node), level)) {
      if (incompatibility.contradictedAt <= level) continue;
      const outcome = this.#apply(incompatibility);
      if (outcome === "conflict") return incompatibility;
      if (outcome !== null) changed.add(outcome);
    }
    return null;
  }

  /** When all terms but one hold, the last one must not: the node of which that was derived. */
  #apply(incompatibility: Incompatibility): PackageNode | "conflict" | null {
    let last: Term | null = null;
    for (const term of incompatibility.terms) {
      const relation = this.solution.relation(term);
      if (relation === "contradicted") {
        this.#markContradicted(incompatibility);
        return null;
      }
      if (relation === "holds") continue;
      if (last !== null) return null;
      last = term;
    }
    if (last === null) return "conflict";
    this.solution.derive(last, incompatibility);
    this.#markContradicted(incompatibility);
    return last.node;
  }

  #markContradicted(incompatibility: Incompatibility): void {
    const { level } = this.solution;
    incompatibility.contradictedAt = level;
    const marked = this.#contradicted[level];
    if (marked === undefined) this.#contradicted[level] = [incompatibility];
    else marked.push(incompatibility);
  }

  /** Finds the root cause of a conflict, goes back to where it can be avoided, and remembers it. */
  #resolve(conflict: Incompatibility): Incompatibility {
    this.conflicts += 1;
    this.onConflict?.(conflict);
    let current = conflict;
    while (current.terms.length > 0) {
      const { satisfier, term, previousLevel } = this.#lastSatisfier(current);
      if (satisfier.cause === null || previousLevel < satisfier.level) {
        this.backtrack(previousLevel);
        if (current !== conflict) this.add(current);
        return current;
      }
      current = join(current, satisfier.cause, term.node);
    }
    throw new Unsatisfiable(current);
  }

  /** The assignment that made the last term hold, and the level from which on the others hold. */
  #lastSatisfier(incompatibility: Incompatibility): { satisfier: Assignment; term: Term; previousLevel: number } {
    let last: { satisfier: Assignment; term: Term } | null = null;
    let previousLevel = 0;
    for (const term of incompatibility.terms) {
      const satisfier = this.solution.satisfier(term);
      const earlier = last === null || last.satisfier.index < satisfier.index ? last?.satisfier : satisfier;
      if (last === null || last.satisfier.index < satisfier.index) last = { satisfier, term };
      previousLevel = Math.max(previousLevel, earlier?.level ?? 0);
    }
    if (last === null) throw new Error("an incompatibility without terms has no satisfier");
    // The satisfier alone may not be enough for the term: then what it leaves over was ruled out before.
    const over = difference(last.satisfier.states, last.term.states);
    if (!isEmpty(over)) {
      const { node } = last.term;
      const other = this.solution.satisfier({ node, states: complementOf(node, over) });
      previousLevel = Math.max(previousLevel, other.level);
    }
    return { ...last, previousLevel };
  }
}
