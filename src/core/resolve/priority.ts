import type { Specifier } from "../pep/specifier.ts";
import { isPinned, pinsVersion } from "../pep/specifier-wish.ts";
import type { PackageNode } from "./package-node.ts";
import type { Requirer } from "./requirers.ts";

/** What decides which package is looked at next: smaller numbers and names first, one after the other. */
export type PriorityKey = readonly (number | string)[];

export interface PriorityQuestion {
  readonly node: PackageNode;
  /** Those who want it now. */
  readonly requirers: readonly Requirer[];
  /** How often it could not be taken because of others, and others because of it. */
  readonly conflicts: { readonly affected: number; readonly culprit: number };
  /** The place of the first line of the user's that asks for it, else null. */
  readonly line: number | null;
}

/** From this many conflicts on a package goes before others (uv, `CONFLICT_THRESHOLD`). */
export const CONFLICT_THRESHOLD = 5;

export const PRIORITIES: Readonly<Record<"pip" | "uv", (question: PriorityQuestion) => PriorityKey>> = {
  /** pip 26, `provider.py`, `get_preference`; packages with many conflicts first instead of its backtrack causes. */
  pip: ({ node, requirers, conflicts, line }) => {
    const clauses = requirers.flatMap(({ requirement }) => requirement.specifiers.specifiers);
    return [
      isDirect(requirers) ? 0 : 1,
      isOften(conflicts.affected) ? 0 : 1,
      isOften(conflicts.culprit) ? 0 : 1,
      clauses.some(pinsVersion) ? 0 : 1,
      clauses.some(boundsAbove) ? 0 : 1,
      line ?? Number.MAX_SAFE_INTEGER,
      clauses.length > 0 ? 0 : 1,
      node.name,
    ];
  },
  /** uv, `pubgrub/priority.rs`: URLs, pinned packages, those with many conflicts, then in the order of discovery. */
  uv: ({ node, requirers, conflicts }) => [
    isDirect(requirers) ? 0 : 1,
    requirers.some(({ requirement }) => isPinned(requirement.specifiers)) ? 0 : 1,
    isOften(conflicts.affected) ? 0 : 1,
    isOften(conflicts.culprit) ? 0 : 1,
    node.index,
  ],
};

export function comparePriorities(a: PriorityKey, b: PriorityKey): number {
  for (let index = 0; index < a.length; index += 1) {
    const [first = 0, second = 0] = [a[index], b[index]];
    if (first !== second) return first < second ? -1 : 1;
  }
  return 0;
}

function isOften(count: number): boolean {
  return count >= CONFLICT_THRESHOLD;
}

function isDirect(requirers: readonly Requirer[]): boolean {
  return requirers.some(({ requirement }) => requirement.url !== null);
}

function boundsAbove({ operator, wildcard }: Specifier): boolean {
  return operator === "<" || operator === "<=" || operator === "~=" || (operator === "==" && wildcard);
}
