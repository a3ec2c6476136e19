import { asWritten } from "../../pep/requirement.ts";
import { conflictFacts } from "../../resolve/conflict-facts.ts";
import type { ConflictTree } from "../../resolve/conflict-tree.ts";
import type { Resolution, ResolveProblem, RootRequirement } from "../../resolve/problem.ts";
import { resolve } from "../../resolve/resolve.ts";
import type { MetadataSource } from "../../resolve/source.ts";

export interface CoreOptions {
  readonly signal?: AbortSignal;
  /** Steps of the solver, of all probes together. */
  readonly maxSteps?: number;
}

export interface MinimalConflict {
  readonly tree: ConflictTree;
  /** True: without any one of the lines that it names the rest holds. Null: that could not be told. */
  readonly minimal: boolean | null;
}

const MAX_STEPS = 20_000;

/** The probes of one explanation: runs of the solver that share a budget. */
export interface Probes {
  readonly solve: (problem: ResolveProblem) => Promise<Resolution>;
}

export function makeProbes(source: MetadataSource, { signal, maxSteps = MAX_STEPS }: CoreOptions): Probes {
  const budget = { left: maxSteps };
  return { solve: (problem) => resolve(problem, source, { budget, ...(signal === undefined ? {} : { signal }) }) };
}

/**
 * The same conflict with the fewest of the user's lines: each line that it names is left out in turn and the rest solved
 * again; a line without which they still conflict goes for good, with a new proof. As many runs of the solver as lines,
 * where the proof was minimal already. What the budget leaves open is told as `minimal: null`.
 */
export async function minimiseConflict(
  problem: ResolveProblem,
  source: MetadataSource,
  tree: ConflictTree,
  options: CoreOptions = {},
): Promise<MinimalConflict> {
  return await minimise(problem, tree, makeProbes(source, options));
}

export async function minimise(problem: ResolveProblem, tree: ConflictTree, probes: Probes): Promise<MinimalConflict> {
  let current = tree;
  let lines = namedLines(problem, current);
  let minimal: boolean | null = true;
  const needed = new Set<RootRequirement>();
  for (;;) {
    const next = lines.find((line) => !needed.has(line));
    if (next === undefined) return { tree: current, minimal: (await isEnough(lines)) ? minimal : null };
    const rest = await probes.solve(keepLines(problem, new Set(lines.filter((line) => line !== next))));
    const [smaller] = rest.kind === "conflict" ? rest.conflicts : [];
    needed.add(next);
    if (smaller === undefined) {
      if (!holdsForSure(rest)) minimal = null;
      continue;
    }
    const left = lines;
    current = smaller;
    lines = namedLines(problem, current).filter((line) => left.includes(line));
    // Fewer lines can also allow less (who names a pre-release opens it): what was needed is tried again.
    needed.clear();
    minimal = true;
  }

  /** That nobody asks for a pre-release or a yanked version may be owed to a line that the proof does not name. */
  async function isEnough(core: readonly RootRequirement[]): Promise<boolean> {
    const facts = conflictFacts(current);
    if (!facts.some((fact) => fact.kind === "no-versions" && OPENED_BY_WISH.has(fact.reason))) return true;
    return (await probes.solve(keepLines(problem, new Set(core)))).kind === "conflict";
  }
}

const OPENED_BY_WISH: ReadonlySet<string> = new Set(["prerelease", "yanked"]);

/** Whether nothing that is unknown could still speak against it. */
function holdsForSure(resolution: Resolution): boolean {
  return resolution.kind === "solved" && [...resolution.pins.values()].flat().every(({ known }) => known);
}

/** The user's lines on which the proof rests. */
export function namedLines(problem: ResolveProblem, tree: ConflictTree): readonly RootRequirement[] {
  const named = new Set(
    conflictFacts(tree).flatMap((fact) =>
      fact.kind === "requested" || fact.kind === "constraint" ? [keyOf(fact.kind, fact.requirement, fact.place)] : [],
    ),
  );
  const isNamed = (kind: string) => (line: RootRequirement) =>
    named.has(keyOf(kind, asWritten(line.requirement), line.place));
  return [...problem.requirements.filter(isNamed("requested")), ...problem.constraints.filter(isNamed("constraint"))];
}

/** The same problem with these of its lines. */
export function keepLines(problem: ResolveProblem, lines: ReadonlySet<RootRequirement>): ResolveProblem {
  return {
    ...problem,
    requirements: problem.requirements.filter((line) => lines.has(line)),
    constraints: problem.constraints.filter((line) => lines.has(line)),
  };
}

function keyOf(kind: string, requirement: string, place: RootRequirement["place"]): string {
  return JSON.stringify([kind, requirement, place?.file, place?.line, place?.column]);
}
