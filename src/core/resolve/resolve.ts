import type { Target } from "../target/target.ts";
import type { ConflictTree } from "./conflict-tree.ts";
import { toConflictTree } from "./derivation.ts";
import type { Found } from "./pins.ts";
import { readPins } from "./pins.ts";
import type { Pin, Resolution, ResolveProblem } from "./problem.ts";
import { Unsatisfiable } from "./propagation.ts";
import { Search } from "./search.ts";
import { makeMemory, Restart, type SearchMemory, Stopped } from "./search-memory.ts";
import { makeSituation, type Situation } from "./situation.ts";
import type { MetadataSource } from "./source.ts";
import { SourceCache } from "./source-cache.ts";
import type { SolverTrace } from "./trace.ts";
import { makeWishes, type Wishes } from "./wishes.ts";

/** Enough for graphs of a thousand packages that are hard to agree on. */
const MAX_STEPS = 100_000;

export interface ResolveOptions {
  readonly signal?: AbortSignal;
  /** Decisions, conflicts and dead ends of all targets together. */
  readonly maxSteps?: number;
  /** Steps left to several runs together; each takes its own off. Goes before `maxSteps`. */
  readonly budget?: { left: number };
  /**
   * Steps of another look for each conflict that rests on nobody asking for a pre-release or yanked version; default 100:
   * beyond these pip would be looking for a way out for hours.
   */
  readonly thoroughSteps?: number;
  /** Is told every step of the search. */
  readonly trace?: SolverTrace;
}

/**
 * The versions that hold together on every target, each target on its own, by PubGrub: of each package the newest version
 * that the policy lets be taken. The same problem and the same answers give the same result, in whatever order answers
 * come. A version whose metadata cannot be read is taken as if it needed nothing (`known: false`), but not as a way out of
 * a conflict of newer versions while there is another; a project whose versions cannot be read is left out, and the result
 * is `incomplete`. A conflict never rests on something unknown: that could only add to it. Rejects when the source does.
 */
export async function resolve(
  problem: ResolveProblem,
  source: MetadataSource,
  options: ResolveOptions = {},
): Promise<Resolution> {
  const cache = new SourceCache(source);
  const pins = new Map<string, readonly Pin[]>();
  const budget = options.budget ?? { left: options.maxSteps ?? MAX_STEPS };
  const doubts = new Map<string, ConflictTree>();
  let incomplete: { target: string; unknown: readonly string[] } | null = null;
  for (const target of problem.targets) {
    const outcome = await resolveTarget(problem, target, makeMemory(cache, budget, options.trace ?? null), options);
    if (outcome.kind === "conflict") return outcome;
    pins.set(target.id, outcome.found.pins);
    if (outcome.kind === "found" && outcome.doubt !== null) doubts.set(target.id, outcome.doubt);
    if (outcome.kind === "stopped") {
      return { kind: "incomplete", target: target.id, reason: outcome.reason, unknown: [], pins };
    }
    if (outcome.found.unknown.length > 0) incomplete ??= { target: target.id, unknown: outcome.found.unknown };
  }
  if (incomplete === null) return { kind: "solved", pins, doubts };
  return { kind: "incomplete", ...toldUnknown(incomplete, cache), pins };
}

type TargetOutcome =
  | { readonly kind: "found"; readonly found: Found; readonly doubt: ConflictTree | null }
  | { readonly kind: "stopped"; readonly reason: string; readonly found: Found }
  | Extract<Resolution, { kind: "conflict" }>;

async function resolveTarget(
  problem: ResolveProblem,
  target: Target,
  memory: SearchMemory,
  { signal, thoroughSteps = THOROUGH_STEPS }: ResolveOptions,
): Promise<TargetOutcome> {
  const situation = makeSituation(problem, target);
  const wishes = makeWishes(situation);
  const first = await repeat(situation, wishes, memory, signal);
  const blind = first.outcome.kind === "conflict" && first.hasAvoided;
  const { outcome, hasAssumed } = blind
    ? await repeat(situation, wishes, { ...memory, avoidsUnknown: false }, signal)
    : first;
  const [doubt = null] = first.outcome.kind === "conflict" ? first.outcome.conflicts : [];
  if (blind && outcome.kind === "found") return { ...outcome, doubt };
  if (outcome.kind !== "conflict" || !hasAssumed) return outcome;
  // The conflict rests on nobody asking for a pre-release or yanked version. Versions that were not looked at might.
  const budgetLeft = { left: Math.min(thoroughSteps, memory.budget.left) };
  const thorough = { ...memory, isThorough: true, avoidsUnknown: !blind, budget: budgetLeft };
  const second = await repeat(situation, wishes, thorough, signal);
  if (second.outcome.kind !== "found") return outcome;
  return { ...second.outcome, doubt: blind ? doubt : null };
}

const THOROUGH_STEPS = 100;

interface Attempt {
  readonly outcome: TargetOutcome;
  readonly hasAssumed: boolean;
  readonly hasAvoided: boolean;
}

/** Begins anew as long as something was learned that changes what was concluded before. */
async function repeat(
  situation: Situation,
  wishes: Wishes,
  memory: SearchMemory,
  signal: AbortSignal | undefined,
): Promise<Attempt> {
  for (;;) {
    const search = new Search(situation, wishes, memory, signal);
    const outcome = await attempt(search, situation);
    if (outcome !== null) return { outcome, hasAssumed: search.closed.hasAssumed, hasAvoided: search.hasAvoided };
  }
}

async function attempt(search: Search, situation: Situation): Promise<TargetOutcome | null> {
  try {
    await search.run();
    return { kind: "found", found: readPins(search, situation), doubt: null };
  } catch (error) {
    if (error instanceof Restart) return null;
    if (error instanceof Stopped) {
      return { kind: "stopped", reason: error.message, found: readPins(search, situation) };
    }
    if (!(error instanceof Unsatisfiable)) throw error;
    const tree = toConflictTree(error.incompatibility, search.table);
    return { kind: "conflict", target: situation.target.id, conflicts: [tree] };
  }
}

function toldUnknown({ target, unknown }: { target: string; unknown: readonly string[] }, cache: SourceCache) {
  const told = unknown.map((name) => {
    const answer = cache.versions(name);
    return { name, version: null, reason: answer?.state === "unknown" ? answer.reason : "its versions are not known" };
  });
  const count = told.length === 1 ? "1 package" : `${told.length} packages`;
  return { target, unknown: told, reason: `the versions of ${count} could not be read` };
}
