import type { Edit } from "../inputs/apply-edits.ts";
import type { LocatedRequirement } from "../inputs/requirement-set.ts";
import { type Knowledge, SHIPPED_KNOWLEDGE } from "../knowledge/merge.ts";
import type { NormalizedName } from "../pep/name.ts";
import type { Version } from "../pep/version.ts";
import type { ConflictTree } from "../resolve/conflict-tree.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import type { MetadataSource } from "../resolve/source.ts";
import { PER_EDIT } from "./cost.ts";
import type { ProposedFix } from "./fix.ts";
import { editableLines } from "./lines.ts";
import { Prober } from "./probe.ts";
import { PYTHON } from "./relax-python.ts";
import type { FixContext } from "./relaxation.ts";
import { type CorrectionSet, searchCorrections } from "./search.ts";
import { settleSet } from "./settle.ts";

export interface FindFixesOptions {
  /** So many fixes at most. */
  readonly limit?: number;
  /** Steps of the solver for all attempts together. */
  readonly maxSteps?: number;
  /** Called off, it answers with what it has found by then. */
  readonly signal?: AbortSignal;
  /** The user's lines behind the problem: their texts, spellings and hashes. Without them an edit's `before` is normalised. */
  readonly lines?: readonly LocatedRequirement[];
  /** Hashes of all files of a version; without them no version of a line with hashes is changed. */
  readonly hashes?: (name: NormalizedName, version: Version) => readonly string[] | null;
  /** Packages that stand in for others, vendors' indexes, advisories; absent: what is shipped. */
  readonly knowledge?: Knowledge;
  /** The source with more indexes, by their addresses; without it no other index is proposed. */
  readonly sourceWith?: (indexes: readonly string[]) => MetadataSource;
}

const FIXES = 5;
const MAX_STEPS = 400_000;

/**
 * The smallest sets of edits after which our own solver finds versions on every target of the problem, cheapest first
 * (`cost.ts`). Each is minimal: undoing any one of its edits brings a conflict back. None when the problem holds already,
 * when nothing that can be edited helps, or when the budget ends first. They are predictions: no installer has seen them.
 * @param conflicts what `resolve` said of the same problem; the search begins with them
 */
export async function findFixes(
  problem: ResolveProblem,
  source: MetadataSource,
  conflicts: readonly ConflictTree[],
  options: FindFixesOptions = {},
): Promise<readonly ProposedFix[]> {
  const { limit = FIXES, maxSteps = MAX_STEPS, signal, lines = [], sourceWith } = options;
  const { hashes = () => null, knowledge = SHIPPED_KNOWLEDGE } = options;
  const prober = new Prober(source, { maxSteps, signal, sourceWith });
  const context: FixContext = { problem, lines: editableLines(problem, lines), hashes, knowledge };
  let found: readonly FoundFix[] = [];
  await searchCorrections(context, prober, conflicts, {
    isWorth: (leastCost) => leastCost < dearestOfInterest(found, limit),
    wants: (set) => isOfInterest(set, found),
    found: async (set) => {
      const fix = await settleSet(set, context, prober);
      if (fix === null) return false;
      found = withFix(found, { fix, isLastResort: isLastResort(set) });
      return true;
    },
  });
  return found.map(({ fix }) => fix).slice(0, limit);
}

interface FoundFix {
  readonly fix: ProposedFix;
  readonly isLastResort: boolean;
}

/** No last resort where there is a better way, and no further Python where another one alone will do. */
function isOfInterest(set: CorrectionSet, found: readonly FoundFix[]): boolean {
  const hasOption = found.some(({ fix }) => fix.options.length > 0 && fix.edits.length === 0);
  if (hasOption && set.some(({ subject }) => subject === PYTHON)) return false;
  return !isLastResort(set) || found.every((one) => one.isLastResort);
}

function isLastResort(set: CorrectionSet): boolean {
  return set.some((one) => one.isLastResort);
}

/** What costs a whole change more than the best fix is no alternative to it. */
function dearestOfInterest(found: readonly FoundFix[], limit: number): number {
  const [best] = found;
  if (best === undefined) return Number.POSITIVE_INFINITY;
  return Math.min(best.fix.cost + PER_EDIT, found[limit - 1]?.fix.cost ?? Number.POSITIVE_INFINITY);
}

/** Sorted by cost; without what says no more than another one, and without last resorts where there is a better way. */
function withFix(found: readonly FoundFix[], added: FoundFix): readonly FoundFix[] {
  if (found.some(({ fix }) => isContained(fix, added.fix))) return found;
  const rest = found.filter(({ fix }) => !isContained(added.fix, fix));
  const all = [...rest, added].sort((a, b) => compareFixes(a.fix, b.fix));
  const better = all.filter((one) => !one.isLastResort);
  return better.length > 0 ? better : all;
}

/** A fix as `applyEdits` takes it. */
export function editsOf({ edits }: ProposedFix): readonly Edit[] {
  return edits.map(({ place, before, after, hashes }) => ({
    place,
    before,
    after,
    ...(hashes === undefined ? {} : { hashes }),
  }));
}

/** Whether a fix makes every edit of another one, so that the other one says no more. */
function isContained(smaller: ProposedFix, fix: ProposedFix): boolean {
  const texts = new Set(textsOf(fix));
  return textsOf(smaller).every((text) => texts.has(text));
}

function textsOf({ edits, options }: ProposedFix): readonly string[] {
  return [
    ...edits.map(({ place, after }) => `${place.file}:${place.line}:${place.column} ${after}`),
    // One that needs the same of the user, further away, says no more.
    ...options.map(({ option }) => option),
  ];
}

function compareFixes(a: ProposedFix, b: ProposedFix): number {
  return a.cost - b.cost || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
}
