import type { Version } from "./ahead.ts";
import { difference, fullSet, intersect, setOf } from "./bit-set.ts";
import { firstOpen, opennessOf } from "./open-candidates.ts";
import type { PackageNode } from "./package-node.ts";
import type { PackageTable } from "./package-table.ts";
import type { PartialSolution } from "./partial-solution.ts";
import { comparePriorities, PRIORITIES, type PriorityKey } from "./priority.ts";
import type { Requirers } from "./requirers.ts";
import type { Situation } from "./situation.ts";

export interface SearchParts {
  readonly table: PackageTable;
  readonly solution: PartialSolution;
  readonly requirers: Requirers;
  /** Versions that the installer passes over because of their metadata. */
  readonly skipped: Map<PackageNode, readonly { readonly state: number; readonly reason: string }[]>;
}

/** What is looked at next. */
export interface Next {
  readonly node: PackageNode;
  /** The version to try; null: of all that are left none may be taken unless somebody asks for it so, and nobody does. */
  readonly state: number | null;
  /** The versions that would be taken just now of all packages that wait for a decision. */
  readonly pending: () => readonly Version[];
}

interface Waiting {
  readonly node: PackageNode;
  readonly key: PriorityKey;
  /** The version to try; null: none may be taken just now. */
  readonly state: number | null;
}

/** Chooses the package and the version, so that the same problem always gives the same answer. */
export class NextPackage {
  readonly #parts: SearchParts;
  readonly #tool: "pip" | "uv";
  readonly #lines = new Map<string, number>();
  readonly #conflicts = new Map<PackageNode, { affected: number; culprit: number }>();
  /** Packages that wait for a decision. Thousands may, and a step changes a few of them: only those are looked at. */
  readonly #waiting = new Map<PackageNode, Waiting>();
  readonly #changed = new Set<PackageNode>();

  constructor(parts: SearchParts, situation: Situation) {
    this.#parts = parts;
    this.#tool = situation.policy.tool;
    situation.requirements.forEach(({ requirement }, index) => {
      if (!this.#lines.has(requirement.name)) this.#lines.set(requirement.name, index);
    });
  }

  find(): Next | null {
    this.#follow();
    let [next, closed]: [Waiting | null, Waiting | null] = [null, null];
    for (const waiting of this.#waiting.values()) {
      if (waiting.state === null) closed = firstOf(closed, waiting);
      else next = firstOf(next, waiting);
    }
    const { node, state } = next ?? closed ?? {};
    return node === undefined ? null : { node, state: state ?? null, pending: () => this.#pending() };
  }

  /** Looks again at whatever changed since the last time. */
  #follow(): void {
    const { table, solution, requirers } = this.#parts;
    const changed = this.#changed;
    for (const { name } of solution.touched) {
      for (const other of [name, ...requirers.wantedBy(name)]) addFound(changed, table.find(other));
    }
    for (const name of requirers.changed) addFound(changed, table.find(name));
    for (const node of changed) {
      if (solution.isWanted(node) && solution.decided(node) === null) this.#waiting.set(node, this.#look(node));
      else this.#waiting.delete(node);
    }
    for (const set of [changed, solution.touched, requirers.changed]) set.clear();
  }

  #pending(): readonly Version[] {
    const pending = [...this.#waiting.values()].flatMap(({ node, state }) => (state === null ? [] : [{ node, state }]));
    return pending.sort((a, b) => a.node.index - b.node.index);
  }

  /**
   * Whether a version is taken for its own sake: it is the one that those who want the package would get if nothing stood
   * in the way, and the same is true of each of them. Else it is where a conflict has led.
   */
  isFirstChoice(node: PackageNode, state: number, seen = new Set<PackageNode>()): boolean {
    const { table, solution, requirers, skipped } = this.#parts;
    if (seen.has(node)) return true;
    seen.add(node);
    const active = requirers.active(node.name, table, solution);
    const accepted = active
      .map(({ requirement }) => table.accepted(node, requirement))
      .reduce(intersect, fullSet(node.size));
    const passedOver = setOf(
      node.size,
      (skipped.get(node) ?? []).map((one) => one.state),
    );
    if (firstOpen(node, difference(accepted, passedOver), () => opennessOf(node, active, table)) !== state)
      return false;
    return active.every(({ by }) => {
      const other = by === null ? undefined : table.find(by.name);
      const decided = other === undefined ? null : solution.decided(other);
      return other === undefined || decided === null || this.isFirstChoice(other, decided, seen);
    });
  }

  /** How often the two have now been in each other's way. */
  countConflict(affected: PackageNode, culprit: PackageNode): readonly number[] {
    const [first, second] = [this.#counts(affected), this.#counts(culprit)];
    first.affected += 1;
    second.culprit += 1;
    this.#changed.add(affected).add(culprit);
    return [first.affected, second.culprit];
  }

  #counts(node: PackageNode): { affected: number; culprit: number } {
    const counts = this.#conflicts.get(node) ?? { affected: 0, culprit: 0 };
    this.#conflicts.set(node, counts);
    return counts;
  }

  #look(node: PackageNode): Waiting {
    const { table, solution, requirers } = this.#parts;
    const active = requirers.active(node.name, table, solution);
    const conflicts = this.#counts(node);
    const line = this.#lines.get(node.name) ?? null;
    const key = PRIORITIES[this.#tool]({ node, requirers: active, conflicts, line });
    return { node, key, state: firstOpen(node, solution.left(node), () => opennessOf(node, active, table)) };
  }
}

function firstOf(best: Waiting | null, other: Waiting): Waiting {
  return best === null || comparePriorities(other.key, best.key) < 0 ? other : best;
}

function addFound(nodes: Set<PackageNode>, node: PackageNode | undefined): void {
  if (node !== undefined) nodes.add(node);
}
