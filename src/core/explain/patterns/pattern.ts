import type { EventOf } from "../../log/event.ts";
import type { DecisionPattern, DecisionPatternKind, DecisionStep, DecisionTree } from "../decision-tree.ts";
import type { RunOutcome } from "../run-outcome.ts";
import type { TreeBuilder } from "../tree-builder.ts";

/** What the patterns are looked for in. */
export interface PatternInput {
  readonly tree: TreeBuilder;
  /** The steps of each package. */
  readonly about: ReadonlyMap<string, readonly DecisionStep[]>;
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

/** Versions that were in force, in order; a repeated one once. */
export function takenVersions(steps: readonly DecisionStep[]): readonly string[] {
  const versions = steps.flatMap(({ kind, text }) => (kind === "resolve" && text !== null ? [text] : []));
  return versions.filter((version, index) => version !== versions[index - 1]);
}

const LINES_TOLD = 1_000;

export function linesOfKinds(
  steps: readonly DecisionStep[],
  kinds: readonly DecisionStep["kind"][],
): readonly number[] {
  const lines = steps.filter((step) => kinds.includes(step.kind)).flatMap((step) => step.lines);
  return [...new Set(lines)].sort((a, b) => a - b).slice(0, LINES_TOLD);
}
