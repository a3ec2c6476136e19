import type { BitSet } from "./bit-set.ts";
import { difference, isEmpty, membersOf, setOf } from "./bit-set.ts";
import type { Candidate, Unavailable } from "./candidate.ts";
import { unavailableClause } from "./clauses.ts";
import type { Incompatibility } from "./incompatibility.ts";
import type { SearchParts } from "./next-package.ts";
import { openedBy } from "./open-candidates.ts";
import { candidateOf, NOT_INSTALLED, type PackageNode } from "./package-node.ts";
import type { Requirer } from "./requirers.ts";

/**
 * Rules out what only somebody's wish could open (`open-candidates.ts`), when everything else is decided and nobody
 * wishes it. That holds for good unless somebody who is known, or who comes to be known later, could wish it. When it
 * does not, or when the search is thorough, only this one state of all decisions is ruled out.
 */
export class ClosedVersions {
  readonly #parts: SearchParts;
  readonly #ruledOut = new Map<PackageNode, { readonly closed: BitSet; readonly active: readonly Requirer[] }[]>();

  readonly #isThorough: boolean;

  constructor(parts: SearchParts, isThorough: boolean) {
    this.#parts = parts;
    this.#isThorough = isThorough;
  }

  /** Whether anything was ruled out because nobody who is known could wish it. */
  get hasAssumed(): boolean {
    return this.#ruledOut.size > 0;
  }

  rulesOut(node: PackageNode): readonly Incompatibility[] {
    const { table, solution, requirers } = this.#parts;
    const closed = difference(solution.left(node), setOf(node.size, [NOT_INSTALLED]));
    const active = requirers.active(node.name, table, solution);
    const others = requirers.all(node.name).filter((one) => !active.includes(one));
    const isForGood = !this.#isThorough && others.every((one) => isEmpty(openedBy(one, node, closed, active, table)));
    if (isForGood) this.#ruledOut.set(node, [...(this.#ruledOut.get(node) ?? []), { closed, active }]);
    const decided = isForGood ? [] : solution.decisions();
    return KINDS.flatMap((kind) => {
      const states = membersOf(closed).filter((state) => candidateOf(node, state).closed === kind);
      return unavailableClause(node, setOf(node.size, states), CLOSED_REASONS[kind], decided);
    });
  }

  /** Whether somebody new would have opened what was ruled out for good. */
  wouldOpen(node: PackageNode, requirer: Requirer): boolean {
    const ruledOut = this.#ruledOut.get(node) ?? [];
    return ruledOut.some(({ closed, active }) => !isEmpty(openedBy(requirer, node, closed, active, this.#parts.table)));
  }
}

const KINDS = ["yanked", "prerelease", "url"] as const;

/** Why what is closed cannot be taken as long as nobody asks for it so. */
export const CLOSED_REASONS: Readonly<Record<NonNullable<Candidate["closed"]>, Unavailable>> = {
  yanked: { reason: "yanked", detail: "" },
  prerelease: { reason: "prerelease", detail: "" },
  url: { reason: "excluded", detail: "nobody who is installed asks for this URL" },
};
