import type { EventOf } from "../../log/event.ts";
import type { DecisionPattern, DecisionPatternKind, DecisionTree } from "../decision-tree.ts";
import type { RunOutcome } from "../run-outcome.ts";
import type { TreeBuilder } from "../tree-builder.ts";

/** What the patterns are looked for in. */
export interface PatternInput {
  readonly tree: TreeBuilder;
  readonly source: DecisionTree["source"];
  readonly outcome: RunOutcome;
  readonly rejected: readonly EventOf<"rejected">[];
  /** Packages that pip says it tries several versions of (`INFO: pip is looking at multiple versions of …`). */
  readonly hinted: ReadonlySet<string>;
  /** Packages of which several versions were looked at, and the log does not say why. */
  readonly unexplained: ReadonlySet<string>;
  /** Whether the log holds a word for every package that was refused: then one without such a word was not. */
  readonly tellsRefusals: boolean;
}

/** One of the situations that a person has to tell apart, with what can be done about it. */
export interface PatternRule {
  readonly kind: DecisionPatternKind;
  find(input: PatternInput): readonly Omit<DecisionPattern, "kind">[];
}

/** Versions that were in force, in order, of each package: a repeated one once. */
export function takenVersions(tree: TreeBuilder, name: string): readonly string[] {
  const versions = tree.steps.flatMap(({ kind, package: of, text }) =>
    kind === "resolve" && of === name && text !== null ? [text] : [],
  );
  return versions.filter((version, index) => version !== versions[index - 1]);
}

export function packagesOf(tree: TreeBuilder): readonly string[] {
  return [...new Set(tree.steps.map((step) => step.package))];
}

export function linesAbout(tree: TreeBuilder, name: string, kinds: readonly string[]): readonly number[] {
  const lines = tree.steps
    .filter((step) => step.package === name && kinds.includes(step.kind))
    .flatMap((step) => step.lines);
  return [...new Set(lines)].sort((a, b) => a - b).slice(0, 20);
}
