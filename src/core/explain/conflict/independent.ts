import { type ExistingVersions, existingVersions } from "../../resolve/allowed-versions.ts";
import { conflictFacts } from "../../resolve/conflict-facts.ts";
import type { ConflictTree } from "../../resolve/conflict-tree.ts";
import type { ResolveProblem } from "../../resolve/problem.ts";
import type { MetadataSource } from "../../resolve/source.ts";
import { type CoreOptions, keepLines, type MinimalConflict, makeProbes, minimise, namedLines } from "./core.ts";
import { type Explanation, explainConflict } from "./explain-conflict.ts";

/** More are not looked for: whoever has so many begins with the first. */
const MOST_CONFLICTS = 20;

/** A conflict of the user's lines, as the solver proved it and as it is told. */
export interface ExplainedConflict {
  readonly tree: ConflictTree;
  readonly explanation: Explanation;
  /** Versions of the projects that it is about; absent: nobody asked. */
  readonly existing?: ExistingVersions;
}

/**
 * All conflicts that have none of the user's lines in common, each with the fewest lines: what a conflict names is left
 * out and the rest solved again, until it holds or the budget ends. `first` is what the solver found in the whole.
 */
export async function independentConflicts(
  problem: ResolveProblem,
  source: MetadataSource,
  first: ConflictTree,
  options: CoreOptions = {},
): Promise<readonly MinimalConflict[]> {
  const probes = makeProbes(source, options);
  const found: MinimalConflict[] = [];
  const left = new Set([...problem.requirements, ...problem.constraints]);
  for (let next: ConflictTree | undefined = first; next !== undefined && found.length < MOST_CONFLICTS; ) {
    const conflict = await minimise(keepLines(problem, left), next, probes);
    found.push(conflict);
    const lines = namedLines(problem, conflict.tree);
    if (lines.length === 0) break;
    for (const line of lines) left.delete(line);
    const rest = await probes.solve(keepLines(problem, left));
    next = rest.kind === "conflict" ? rest.conflicts[0] : undefined;
  }
  return found;
}

/** The independent conflicts behind what the solver found, each explained. Never fewer than `conflicts`. */
export async function explainAll(
  problem: ResolveProblem,
  source: MetadataSource,
  conflicts: readonly ConflictTree[],
  options: CoreOptions = {},
): Promise<readonly ExplainedConflict[]> {
  const [first] = conflicts;
  if (first === undefined) return [];
  const found = await independentConflicts(problem, source, first, options);
  const existing = await existingVersions(
    found.flatMap(({ tree }) => conflictFacts(tree)),
    source,
  );
  return found.map(({ tree, minimal }) => ({ tree, explanation: explainConflict(tree, minimal), existing }));
}
