import type { DecisionTree } from "../explain/decision-tree.ts";
import type { TargetReport } from "../report/model.ts";

export interface ClosureDecisions {
  readonly tree: DecisionTree;
  /** Indexes of the targets on which the solver went this way. */
  readonly of: readonly number[];
}

/** What our own solver tried, where the report has it (`check -v`): once for targets on which it tried the same. */
export function closureDecisions(targets: readonly TargetReport[]): readonly ClosureDecisions[] {
  const told = new Map<string, { readonly tree: DecisionTree; readonly of: number[] }>();
  targets.forEach(({ closure }, index) => {
    const tree = closure?.decisions;
    if (tree === undefined) return;
    const key = JSON.stringify(tree);
    const known = told.get(key);
    if (known === undefined) told.set(key, { tree, of: [index] });
    else known.of.push(index);
  });
  return [...told.values()];
}
