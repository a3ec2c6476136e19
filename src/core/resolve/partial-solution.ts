import type { BitSet } from "./bit-set.ts";
import { fullSet, has, intersect, isDisjoint, isSubset, setOf } from "./bit-set.ts";
import type { Incompatibility, Term } from "./incompatibility.ts";
import { complementOf } from "./incompatibility.ts";
import type { PackageNode } from "./package-node.ts";
import { NOT_INSTALLED } from "./package-node.ts";

export interface Assignment extends Term {
  /** Its place among all assignments. */
  readonly index: number;
  readonly level: number;
  /** Null for a decision. */
  readonly cause: Incompatibility | null;
}

interface NodeState {
  /** What this and all earlier assignments leave of the node's states, one entry for each assignment. */
  readonly left: BitSet[];
  readonly assignments: Assignment[];
  /** The state that was decided, null before. */
  decided: number | null;
}

/** What the search has decided and derived so far (PubGrub, "Partial solution"). */
export class PartialSolution {
  level = 0;
  /** Nodes of which anything was assigned or taken back; whoever follows them empties it. */
  readonly touched = new Set<PackageNode>();
  readonly #assignments: Assignment[] = [];
  readonly #states = new Map<PackageNode, NodeState>();
  readonly #decisions: Assignment[] = [];

  /** What is left of a node's states. */
  left(node: PackageNode): BitSet {
    return this.#state(node).left.at(-1) ?? fullSet(node.size);
  }

  decided(node: PackageNode): number | null {
    return this.#states.get(node)?.decided ?? null;
  }

  /** Whether it is certain that the node is installed, in whatever version. */
  isWanted(node: PackageNode): boolean {
    const left = this.#states.get(node)?.left.at(-1);
    return left !== undefined && !has(left, NOT_INSTALLED);
  }

  /** In the order in which they were made. */
  decisions(): readonly Assignment[] {
    return this.#decisions;
  }

  decide(node: PackageNode, state: number): void {
    this.level += 1;
    this.#decisions.push(this.#assign({ node, states: setOf(node.size, [state]) }, null));
    this.#state(node).decided = state;
  }

  /** The term of the cause does not hold. */
  derive(term: Term, cause: Incompatibility): void {
    this.#assign({ node: term.node, states: complementOf(term.node, term.states) }, cause);
  }

  /** Takes everything back that was assigned above a level. */
  backtrack(level: number): void {
    for (
      let last = this.#assignments.at(-1);
      last !== undefined && last.level > level;
      last = this.#assignments.at(-1)
    ) {
      this.#assignments.pop();
      const state = this.#state(last.node);
      state.left.pop();
      state.assignments.pop();
      this.touched.add(last.node);
      if (last.cause !== null) continue;
      state.decided = null;
      this.#decisions.pop();
    }
    this.level = level;
  }

  /** The level at which it was decided; the present one when it was not. */
  levelOf(node: PackageNode): number {
    return this.#decisions.find((decision) => decision.node === node)?.level ?? this.level;
  }

  relation({ node, states }: Term): "holds" | "contradicted" | "open" {
    const left = this.#state(node).left.at(-1);
    if (left === undefined) return "open";
    if (isSubset(left, states)) return "holds";
    return isDisjoint(left, states) ? "contradicted" : "open";
  }

  /** The first assignment from which on the term holds. */
  satisfier({ node, states }: Term): Assignment {
    const { left, assignments } = this.#state(node);
    // What is left only becomes less.
    let from = 0;
    let to = left.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const rest = left[middle];
      if (rest !== undefined && isSubset(rest, states)) to = middle;
      else from = middle + 1;
    }
    const found = assignments[from];
    if (found === undefined) throw new Error(`no assignment makes the term of ${node.name} hold`);
    return found;
  }

  #assign({ node, states }: Term, cause: Incompatibility | null): Assignment {
    const state = this.#state(node);
    const assignment = { node, states, index: this.#assignments.length, level: this.level, cause };
    state.left.push(intersect(state.left.at(-1) ?? fullSet(node.size), states));
    state.assignments.push(assignment);
    this.#assignments.push(assignment);
    this.touched.add(node);
    return assignment;
  }

  #state(node: PackageNode): NodeState {
    const known = this.#states.get(node);
    if (known !== undefined) return known;
    const state: NodeState = { left: [], assignments: [], decided: null };
    this.#states.set(node, state);
    return state;
  }
}
