import { factText } from "../resolve/conflict-text.ts";
import type { ConflictFact } from "../resolve/conflict-tree.ts";
import { mergeFacts } from "../resolve/merge-facts.ts";
import type { FactInConflict } from "./relaxation.ts";

/**
 * Why a line has to change, and what the change gives: what is known of the package, or of those who want it, or another
 * line of the user's about it.
 */
export function reasonFor(name: string, { fact, facts }: FactInConflict, gain: string): string {
  const merged = mergeFacts(facts);
  const why =
    (fact.kind === "no-versions" && fact.name === name ? fact : undefined) ??
    merged.find((one) => one.kind === "no-versions" && one.name === name) ??
    merged.find((one) => one.kind === "depends" && one.name === name) ??
    merged.find((one) => one.kind === "depends" && one.on === name) ??
    merged.find((one) => isLine(one) && one.name === name && one !== fact);
  return why === undefined ? `${gain}.` : `${factText(why)}; ${gain}.`;
}

function isLine({ kind }: ConflictFact): boolean {
  return kind === "requested" || kind === "constraint";
}
