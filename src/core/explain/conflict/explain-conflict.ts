import type { ConflictExplanation, Place } from "../../report/model.ts";
import type { ConflictTree } from "../../resolve/conflict-tree.ts";
import { toldFacts } from "./facts.ts";
import { mermaidChart } from "./mermaid.ts";
import { linearSteps } from "./steps.ts";
import { treeLines } from "./tree-lines.ts";

export interface Explanation extends ConflictExplanation {
  /** The user's lines that the conflict names. */
  readonly requirements: readonly Place[];
  /** The steps as numbered lines. */
  readonly text: string;
}

/**
 * A proof of the solver for people: as steps in an order in which each follows from those before, as a tree from the
 * user's lines down, and as a chart. Every fact of the proof is in it, so it is enough for the conflict. Whether it is
 * minimal only more solving can tell (`minimiseConflict`).
 */
export function explainConflict(tree: ConflictTree, minimal: boolean | null = null): Explanation {
  const told = toldFacts(tree);
  const steps = linearSteps(tree, told);
  return {
    requirements: told.facts.flatMap((fact) =>
      (fact.kind === "requested" || fact.kind === "constraint") && fact.place !== null ? [fact.place] : [],
    ),
    steps,
    minimal,
    text: steps.map(stepLine).join("\n"),
    mermaid: mermaidChart(told),
    tree: treeLines(told),
  };
}

/** `4. so torch 2.5.0 is needed (2, 3)` */
function stepLine({ id, text, because }: ConflictExplanation["steps"][number]): string {
  return because.length === 0 ? `${id}. ${text}` : `${id}. so ${text} (${because.join(", ")})`;
}
