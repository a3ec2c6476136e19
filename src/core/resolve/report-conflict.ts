import type { Conflict, ConflictCause, ConflictExplanation, Place } from "../report/model.ts";
import { allowedVersions, type ExistingVersions } from "./allowed-versions.ts";
import { conflictFacts } from "./conflict-facts.ts";
import type { ConflictFact, ConflictTree } from "./conflict-tree.ts";
import { mergeFacts } from "./merge-facts.ts";

/** A conflict of the solver as the report tells it. Nothing is missing in it: its causes alone are enough. */
export function toReportConflict(
  tree: ConflictTree,
  target: string | null,
  explanation?: ConflictExplanation,
  existing: ExistingVersions = new Map(),
): Conflict {
  const facts = mergeFacts(conflictFacts(tree));
  const project = disputedProject(facts);
  const names = [...new Set(facts.map(({ name }) => name))];
  return {
    id: `${target ?? "check"}/${project ?? names.join("+")}`,
    target,
    project,
    causes: facts.flatMap((fact) => toCause(fact, facts, existing)),
    complete: true,
    ...(explanation === undefined ? {} : { explanation: reportExplanation(explanation) }),
  };
}

/** As the report has it, whatever else is known of it. */
export function reportExplanation({ steps, tree, mermaid, minimal }: ConflictExplanation): ConflictExplanation {
  return { steps, tree, mermaid, minimal };
}

/** The one project on which they disagree; null when it is not one. */
function disputedProject(facts: readonly ConflictFact[]): string | null {
  // That some version is yanked or lacks a wheel counts where nobody disagrees.
  const demands = sharedNames(facts.filter(({ kind }) => kind !== "no-versions"));
  const shared = demands.length === 0 ? sharedNames(facts) : demands;
  const [only = null] = shared;
  return shared.length === 1 ? only : null;
}

function sharedNames(facts: readonly ConflictFact[]): readonly string[] {
  const wanted = facts.map((fact) => (fact.kind === "depends" ? fact.on : fact.name));
  return [...new Set(wanted.filter((name, index) => wanted.indexOf(name) !== index))];
}

function toCause(
  fact: ConflictFact,
  facts: readonly ConflictFact[],
  existing: ExistingVersions,
): readonly ConflictCause[] {
  if (fact.kind === "no-versions") return [];
  const { kind, requirement } = fact;
  const allowed = allowedVersions(fact, existing);
  const allows = allowed === null ? {} : { allows: allowed };
  if (kind !== "depends") return [{ kind, requirer: null, requirement, place: fact.place, ...allows }];
  const requirer = `${fact.name} ${fact.versions}`.trim();
  return [{ kind, requirer, requirement, place: placeBehind(fact.name, facts), ...allows }];
}

/** The line of the user's that brings a package in, by the shortest way; null where the facts do not tell. */
function placeBehind(name: string, facts: readonly ConflictFact[]): Place | null {
  const names = new Set([name]);
  // A set is walked in order of insertion, with what is added on the way.
  for (const wanted of names) {
    const line = facts.find((fact) => fact.kind === "requested" && fact.name === wanted && fact.place !== null);
    if (line?.kind === "requested") return line.place;
    for (const fact of facts) if (fact.kind === "depends" && fact.on === wanted) names.add(fact.name);
  }
  return null;
}
