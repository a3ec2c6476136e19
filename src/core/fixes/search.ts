import type { ConflictTree } from "../resolve/conflict-tree.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import { holds, type Prober } from "./probe.ts";
import type { FixContext, Relaxation } from "./relaxation.ts";
import { compareRelaxations, relaxationsOf } from "./relaxations.ts";

/** Changes that together make a problem hold, none of them needless as far as the search went. */
export type CorrectionSet = readonly Relaxation[];

export interface SearchControl {
  /** Told of each set, the cheapest first. True: its supersets are of no interest. */
  readonly found: (set: CorrectionSet) => Promise<boolean>;
  /** Whether sets that cost at least so much are still of interest. */
  readonly isWorth: (leastCost: number) => boolean;
  /** Whether this set is. */
  readonly wants: (set: CorrectionSet) => boolean;
}

/** More changes at once are no small fix. */
const MOST_CHANGES = 6;
/** Sets that wait to be looked at. */
const MOST_WAITING = 20_000;

/**
 * Minimal sets of what has to give way, by growing them from conflicts: each conflict that is left needs one of its own
 * relaxations (a hitting set tree, Reiter 1987, cheapest first). A conflict that a set does not touch is not solved anew,
 * and the conflict behind the first one shows as soon as the first one is relaxed.
 */
export async function searchCorrections(
  context: FixContext,
  prober: Prober,
  conflicts: readonly ConflictTree[],
  control: SearchControl,
): Promise<void> {
  const known: KnownConflict[] = [];
  for (const tree of conflicts) known.push({ relaxations: await relaxationsOf(tree, context, prober), needs: [] });
  const waiting = new Waiting();
  const done: CorrectionSet[] = [];
  waiting.add([]);
  for (let set = waiting.next(); set !== undefined; set = waiting.next()) {
    if (prober.spent >= 1 || !control.isWorth(costOf(set))) return;
    if (!control.wants(set) || done.some((smaller) => isSubset(smaller, set))) continue;
    const open = known.find((one) => isOpen(one, set));
    const next = open?.relaxations ?? (await look(set));
    for (const relaxation of next) {
      if (set.length < MOST_CHANGES && goesWith(set, relaxation)) waiting.add([...set, relaxation]);
    }
  }

  /** What has to give way beside the set; nothing when the set will do, or nothing can be told. */
  async function look(set: CorrectionSet): Promise<readonly Relaxation[]> {
    const resolution = await prober.solve(relaxAll(context.problem, set));
    if (resolution.kind === "conflict") {
      const found = resolution.conflicts.map((tree) => relaxationsOf(tree, context, prober));
      const relaxations = (await Promise.all(found)).flat();
      known.push({ relaxations, needs: set.filter(({ isExchange }) => isExchange) });
      return relaxations;
    }
    if (set.length > 0 && holds(resolution) && (await control.found(set))) done.push(set);
    return [];
  }
}

interface KnownConflict {
  /** One of these has to be in a set. */
  readonly relaxations: readonly Relaxation[];
  /** It comes up only with these. */
  readonly needs: CorrectionSet;
}

function isOpen({ relaxations, needs }: KnownConflict, set: CorrectionSet): boolean {
  return isSubset(needs, set) && !relaxations.some((one) => includes(set, one));
}

export function relaxAll(problem: ResolveProblem, set: CorrectionSet): ResolveProblem {
  return set.reduce((relaxed, { relax }) => relax(relaxed), problem);
}

/** Sets by cost, then by their keys; each once. */
class Waiting {
  readonly #sets: { readonly set: CorrectionSet; readonly cost: number; readonly key: string }[] = [];
  readonly #seen = new Set<string>();

  add(unsorted: CorrectionSet): void {
    const set = [...unsorted].sort(compareRelaxations);
    const key = set.map((one) => one.key).join("\n");
    if (this.#seen.has(key) || this.#sets.length >= MOST_WAITING) return;
    this.#seen.add(key);
    const entry = { set, cost: costOf(set), key };
    let from = 0;
    let to = this.#sets.length;
    // Descending, so that the cheapest is taken off the end.
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#sets[middle];
      if (other !== undefined && isBefore(entry, other)) from = middle + 1;
      else to = middle;
    }
    this.#sets.splice(from, 0, entry);
  }

  next(): CorrectionSet | undefined {
    return this.#sets.pop()?.set;
  }
}

function isBefore(a: { readonly cost: number; readonly key: string }, b: typeof a): boolean {
  return a.cost === b.cost ? a.key < b.key : a.cost < b.cost;
}

function costOf(set: CorrectionSet): number {
  return set.reduce((sum, { leastCost }) => sum + leastCost, 0);
}

function includes(set: CorrectionSet, relaxation: Relaxation): boolean {
  return set.some(({ key }) => key === relaxation.key);
}

function isSubset(smaller: CorrectionSet, set: CorrectionSet): boolean {
  return smaller.every((one) => includes(set, one));
}

function goesWith(set: CorrectionSet, relaxation: Relaxation): boolean {
  return set.every(({ subject, isWhole, key }) => {
    if (subject !== relaxation.subject) return true;
    return key !== relaxation.key && !isWhole && !relaxation.isWhole;
  });
}
