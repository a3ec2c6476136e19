import { factText } from "../resolve/conflict-text.ts";
import { mergeFacts } from "../resolve/merge-facts.ts";
import type { FactInConflict } from "./relaxation.ts";

/** Why a line has to change, and what the change gives: what is known of the package, or of those who want it. */
export function reasonFor(name: string, { facts }: FactInConflict, gain: string): string {
  const merged = mergeFacts(facts);
  const why =
    merged.find((fact) => fact.kind === "no-versions" && fact.name === name) ??
    merged.find((fact) => fact.kind === "depends" && fact.name === name) ??
    merged.find((fact) => fact.kind === "depends" && fact.on === name);
  return why === undefined ? `${gain}.` : `${factText(why)}; ${gain}.`;
}
