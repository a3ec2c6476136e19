import { type CoreOptions, keepLines, namedLines } from "../../../src/core/explain/conflict/core.ts";
import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import type { ResolveProblem } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { problemOf } from "../resolve/problem.ts";
import { type RandomProblem, randomProblem } from "../resolve/random-universe.ts";
import { twoIndexes } from "../resolve/two-indexes.ts";
import { makeRandom } from "../store/random.ts";

export interface Laws {
  readonly conflicts: number;
  /** Problems with more than one. */
  readonly several: number;
  readonly minimal: number;
  /** One sentence each; empty when all is well. */
  readonly failures: readonly string[];
}

/**
 * Explains the conflicts of random problems. Each that is called minimal must be sufficient (its lines alone conflict) and minimal (without any
 * one of them the rest holds), and no two may share a line; what is left without all of them must hold.
 */
export async function checkExplanations(count: number, seed: number, options: CoreOptions = {}): Promise<Laws> {
  const random = makeRandom(seed);
  const failures: string[] = [];
  let [conflicts, several, minimal] = [0, 0, 0];
  for (let round = 0; round < count; round += 1) {
    const universe = round % 2 === 0 ? randomProblem(random) : twoIndexes(random);
    const problem = problemFor(universe);
    const source = sourceFromUniverse(universe);
    const resolution = await resolve(problem, source);
    if (resolution.kind !== "conflict") continue;
    conflicts += 1;
    const explained = await explainAll(problem, source, resolution.conflicts, options);
    if (explained.length > 1) several += 1;
    if (explained.every(({ explanation }) => explanation.minimal === true)) minimal += 1;
    const proven = explained.filter(({ explanation }) => explanation.minimal === true);
    const cores = proven.map(({ tree }) => new Set(namedLines(problem, tree)));
    const solve = async (each: ResolveProblem) => (await resolve(each, source)).kind;
    const all = explained.flatMap(({ tree }) => namedLines(problem, tree));
    const isWhole = options.maxSteps === undefined;
    const left = isWhole ? await leavesConflict(problem, all, solve) : null;
    const failure = (await brokenLaw(problem, cores, solve)) ?? left ?? "";
    const steps = explained.find(({ explanation }) => !isInOrder(explanation.steps));
    if (failure !== "" || steps !== undefined) {
      failures.push(`round ${round} of seed ${seed}: ${failure || "steps out of order"}: ${JSON.stringify(universe)}`);
    }
  }
  return { conflicts, several, minimal, failures };
}

async function brokenLaw(
  problem: ResolveProblem,
  cores: readonly ReadonlySet<ResolveProblem["requirements"][number]>[],
  solve: (problem: ResolveProblem) => Promise<string>,
): Promise<string | null> {
  const all = cores.flatMap((core) => [...core]);
  if (new Set(all).size !== all.length) return "two conflicts share a line";
  for (const core of cores) {
    if ((await solve(keepLines(problem, core))) !== "conflict") return "its lines alone do not conflict";
    for (const line of core) {
      const rest = new Set([...core].filter((one) => one !== line));
      if ((await solve(keepLines(problem, rest))) !== "solved") return `not minimal: ${line.requirement.canonical}`;
    }
  }
  return null;
}

/** What is left without all conflicts must hold. */
async function leavesConflict(
  problem: ResolveProblem,
  all: readonly ResolveProblem["requirements"][number][],
  solve: (problem: ResolveProblem) => Promise<string>,
): Promise<string | null> {
  const rest = [...problem.requirements, ...problem.constraints].filter((line) => !all.includes(line));
  return (await solve(keepLines(problem, new Set(rest)))) === "solved" ? null : "a conflict is left";
}

function isInOrder(steps: readonly { readonly id: number; readonly because: readonly number[] }[]): boolean {
  const last = steps.at(-1);
  return (
    steps.every(({ id, because }, index) => id === index + 1 && because.every((one) => one < id)) &&
    (last?.because.length ?? 0) > 0
  );
}

function problemFor({ requires, constraints, tool, preferBinary }: RandomProblem): ResolveProblem {
  return problemOf(requires, { constraints, policy: { tool, preferBinary } });
}
