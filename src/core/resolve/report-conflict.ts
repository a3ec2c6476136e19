import type { Conflict, ConflictCause, ConflictExplanation } from "../report/model.ts";
import { conflictFacts } from "./conflict-facts.ts";
import type { ConflictFact, ConflictTree } from "./conflict-tree.ts";
import { mergeFacts } from "./merge-facts.ts";

/** A conflict of the solver as the report tells it. Nothing is missing in it: its causes alone are enough. */
export function toReportConflict(
  tree: ConflictTree,
  target: string | null,
  explanation?: ConflictExplanation,
): Conflict {
  const facts = mergeFacts(conflictFacts(tree));
  const project = disputedProject(facts);
  const names = [...new Set(facts.map(({ name }) => name))];
  return {
    id: `${target ?? "check"}/${project ?? names.join("+")}`,
    target,
    project,
    causes: facts.flatMap(toCause),
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
  const wanted = facts.map((fact) => (fact.kind === "depends" ? fact.on : fact.name));
  const shared = [...new Set(wanted.filter((name, index) => wanted.indexOf(name) !== index))];
  const [only = null] = shared;
  return shared.length === 1 ? only : null;
}

function toCause(fact: ConflictFact): readonly ConflictCause[] {
  if (fact.kind === "no-versions") return [];
  const { kind, requirement } = fact;
  if (kind !== "depends") return [{ kind, requirer: null, requirement, place: fact.place }];
  return [{ kind, requirer: `${fact.name} ${fact.versions}`.trim(), requirement, place: null }];
}
