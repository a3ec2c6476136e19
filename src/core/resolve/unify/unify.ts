import type { Target } from "../../target/target.ts";
import type { ConflictTree } from "../conflict-tree.ts";
import type { Pin, ResolveProblem } from "../problem.ts";
import { resolve } from "../resolve.ts";
import type { MetadataSource } from "../source.ts";
import { disputedIn, factsByTarget, pinsByTarget, type TargetFact } from "./joint-answer.ts";
import { readJointName } from "./joint-name.ts";
import { type Joint, makeJoint } from "./joint-problem.ts";
import { type Blocks, JointSource } from "./joint-source.ts";

export interface UnifyOptions {
  readonly signal?: AbortSignal;
  /** Steps of the solver for all attempts together. */
  readonly maxSteps?: number;
  /** Projects of which nothing can be had: they were left out when the targets were solved alone. */
  readonly leftOut?: ReadonlySet<string>;
}

/** Versions for several targets, the same of each project wherever that is possible. */
export interface Unification {
  /** By target id. They hold on their target whatever the rest says. */
  readonly pins: ReadonlyMap<string, readonly Pin[]>;
  /** Projects that have different versions, by name: why one version cannot serve all who need it. */
  readonly splits: ReadonlyMap<string, readonly TargetFact[]>;
  /** Null: no smaller number of projects can be split. Else why that is not known. */
  readonly undecided: string | null;
}

const MAX_STEPS = 200_000;
/** There are several nodes for each project and target. */
const THOROUGH_STEPS = 2_000;
/** Most problems take one attempt, some of them three. */
const MOST_ATTEMPTS = 64;

/**
 * One version of each project for all targets, where there is one: a joint problem in which the copies of the targets have to
 * agree, and where that cannot be, the same with as few projects as possible left out of the agreement. Without an answer
 * in time, the pins are those that the targets have alone. The same problem has the same answer.
 * @param alone by target id, what `resolve` found for each of them
 */
export async function unify(
  problem: ResolveProblem,
  source: MetadataSource,
  alone: ReadonlyMap<string, readonly Pin[]>,
  options: UnifyOptions = {},
): Promise<Unification> {
  const differing = differingIn(alone);
  if (differing.length === 0) return { pins: alone, splits: new Map(), undecided: null };
  const solver = new JointSolver(problem, source, alone, options);
  const found = await fewestSplits(solver, differing);
  if (found === null)
    return { pins: alone, splits: new Map(differing.map((name) => [name, []])), undecided: solver.ended };
  const splits = new Map<string, readonly TargetFact[]>();
  for (const name of found.names) splits.set(name, await solver.whyNot(found.names.filter((other) => other !== name)));
  return { pins: await mergeBlocks(solver, found, problem.targets), splits, undecided: null };
}

/** Projects of which targets have different versions; sorted. */
export function differingIn(pins: ReadonlyMap<string, readonly Pin[]>): readonly string[] {
  const versions = new Map<string, Set<string>>();
  for (const { name, version, url } of [...pins.values()].flat()) {
    if (url !== null || version === null) continue;
    versions.set(name, (versions.get(name) ?? new Set()).add(version.normalized));
  }
  return [...versions].flatMap(([name, each]) => (each.size > 1 ? [name] : [])).sort();
}

/** Versions of which it is not known what they need. */
function blindIn(pins: Pins): readonly string[] {
  return [...pins.values()]
    .flat()
    .flatMap(({ name, version, known }) => (known ? [] : [`${name} ${version?.normalized}`]));
}

type Pins = ReadonlyMap<string, readonly Pin[]>;

type JointOutcome =
  | { readonly kind: "found"; readonly pins: Pins }
  | { readonly kind: "conflict"; readonly tree: ConflictTree; readonly disputed: readonly string[] }
  | { readonly kind: "stopped" };

/** Solves the joint problem with some projects split, each question once. */
class JointSolver {
  /** Why there is no answer, where there is none. */
  ended = "every split led into a conflict";
  readonly targets: number;
  readonly #joint: Joint;
  readonly #source: JointSource;
  readonly #budget: { left: number };
  readonly #signal: AbortSignal | undefined;
  readonly #known = new Map<string, JointOutcome>();
  readonly #leftOut: ReadonlySet<string>;
  /** Versions of which it was not known either what they need when the targets were solved alone. */
  readonly #blind: ReadonlySet<string>;

  constructor(
    problem: ResolveProblem,
    source: MetadataSource,
    alone: Pins,
    { maxSteps = MAX_STEPS, leftOut = new Set(), signal }: UnifyOptions,
  ) {
    this.targets = problem.targets.length;
    this.#joint = makeJoint(problem, alone);
    this.#source = new JointSource(source, this.#joint.members, this.#joint.tag);
    this.#budget = { left: maxSteps };
    this.#signal = signal;
    this.#leftOut = leftOut;
    this.#blind = new Set(blindIn(alone));
  }

  async solve(blocks: Blocks): Promise<JointOutcome> {
    const key = JSON.stringify([...blocks]);
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    if (this.#known.size >= MOST_ATTEMPTS) return this.#stop("too many projects differ");
    const signal = this.#signal === undefined ? {} : { signal: this.#signal };
    const options = { budget: this.#budget, thoroughSteps: THOROUGH_STEPS, ...signal };
    const resolution = await resolve(this.#joint.problem, this.#source.under(blocks), options);
    const outcome = this.#read(resolution);
    this.#known.set(key, outcome);
    return outcome;
  }

  /** With exactly these split: what stands against it. Empty where nothing does, or nobody knows. */
  async whyNot(names: readonly string[]): Promise<readonly TargetFact[]> {
    const outcome = await this.solve(this.apart(names));
    return outcome.kind === "conflict" ? factsByTarget(outcome.tree, this.#joint, this.#source) : [];
  }

  /** Every target for itself. */
  apart(names: readonly string[]): Blocks {
    return new Map(names.map((name) => [name, Array.from({ length: this.targets }, (_, at) => at)]));
  }

  #read(resolution: Awaited<ReturnType<typeof resolve>>): JointOutcome {
    if (resolution.kind === "conflict") {
      const [tree] = resolution.conflicts;
      if (tree === undefined) return this.#stop("a conflict without a reason");
      return { kind: "conflict", tree, disputed: disputedIn(tree) };
    }
    if (resolution.kind === "incomplete" && resolution.unknown.length === 0) return this.#stop(resolution.reason);
    const [joint = []] = resolution.pins.values();
    const pins = pinsByTarget(joint, this.#joint);
    const unread =
      resolution.kind === "incomplete" ? resolution.unknown.map(({ name }) => readJointName(name).name) : [];
    const news = [
      ...unread.filter((name) => !this.#leftOut.has(name)),
      ...blindIn(pins).filter((one) => !this.#blind.has(one)),
    ];
    if (news.length > 0) return this.#stop(`nothing could be read of ${[...new Set(news)].join(", ")}`);
    return { kind: "found", pins };
  }

  #stop(reason: string): JointOutcome {
    this.ended = reason;
    return { kind: "stopped" };
  }
}

interface FoundSplit {
  readonly names: readonly string[];
  readonly pins: Pins;
}

/**
 * The smallest set of projects without whose agreement the rest holds: each conflict needs one of those that it speaks of.
 * Of sets of one size, first those of projects on which the targets differ by themselves. Null: no answer in time.
 */
async function fewestSplits(solver: JointSolver, differing: readonly string[]): Promise<FoundSplit | null> {
  const waiting: (readonly string[])[] = [[]];
  const seen = new Set<string>();
  const rank = (names: readonly string[]) => names.filter((name) => !differing.includes(name)).length;
  for (let names = waiting.shift(); names !== undefined; names = waiting.shift()) {
    const outcome = await solver.solve(solver.apart(names));
    if (outcome.kind === "stopped") return null;
    if (outcome.kind === "found") return { names, pins: outcome.pins };
    for (const name of outcome.disputed) {
      const next = [...names, name].sort();
      if (names.includes(name) || seen.has(next.join(" "))) continue;
      seen.add(next.join(" "));
      waiting.push(next);
    }
    waiting.sort((a, b) => a.length - b.length || rank(a) - rank(b) || (a.join(" ") < b.join(" ") ? -1 : 1));
  }
  return null;
}

/** Of more than two targets some may agree where not all can: as many as go together, in their order. */
async function mergeBlocks(
  solver: JointSolver,
  { names, pins }: FoundSplit,
  targets: readonly Target[],
): Promise<Pins> {
  let blocks = solver.apart(names);
  let best = pins;
  if (targets.length < 3) return best;
  for (const name of names) {
    for (let at = 1; at < targets.length; at += 1) {
      for (let other = 0; other < at; other += 1) {
        const own = blocks.get(name) ?? [];
        if (own[other] !== other) continue;
        const merged = new Map([...blocks, [name, own.map((block, index) => (index === at ? other : block))]]);
        const outcome = await solver.solve(merged);
        if (outcome.kind !== "found") continue;
        blocks = merged;
        best = outcome.pins;
        break;
      }
    }
  }
  return best;
}
