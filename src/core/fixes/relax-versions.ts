import { clausesAsWritten, type SpecifierSet } from "../pep/specifier.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import type { Target } from "../target/target.ts";
import { candidateGroups, type VersionCandidate } from "./candidates.ts";
import { EDIT_COST, PER_EDIT } from "./cost.ts";
import { withoutSpecifiers, withSpecifiers } from "./line-text.ts";
import { type Line, lineKey, lineOf, mapLine } from "./lines.ts";
import type { Prober } from "./probe.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, FindRelaxations, FixContext, Relaxation, Settled } from "./relaxation.ts";
import { splitVersions } from "./split-versions.ts";
import { isPin, widenTo } from "./widen.ts";

/** So many versions are tried one by one where one version has to hold on several targets. */
const MOST_TRIED = 24;

/** The clauses of a line may change: a pin moves, a bound widens. */
export const relaxVersions: FindRelaxations = (context, found) => {
  const line = lineOf(found.fact, context.lines);
  if (line === undefined || line.requirement.specifiers.specifiers.length === 0) return [];
  return [versionsRelaxation(line, context, found)];
};

function versionsRelaxation(line: Line, context: FixContext, found: FactInConflict): Relaxation {
  const { specifiers } = line.requirement;
  const kind = line.role === "constraints" ? "change-constraint" : isPin(specifiers) ? "pin-same-minor" : "widen-bound";
  return {
    key: `${lineKey(line)} versions`,
    subject: lineKey(line),
    isWhole: false,
    isLastResort: false,
    isExchange: false,
    leastCost: PER_EDIT + EDIT_COST[kind],
    relax: (problem) => mapLine(problem, line, withoutSpecifiers),
    settle: (relaxed, prober) => settleVersions({ line, context, found }, relaxed, prober),
  };
}

interface VersionsOf {
  readonly line: Line;
  readonly context: FixContext;
  readonly found: FactInConflict;
}

async function settleVersions(of: VersionsOf, relaxed: ResolveProblem, prober: Prober): Promise<Settled | null> {
  const candidate = await nearestOfAll(of, relaxed, prober);
  if (candidate !== null) return settled(of, candidate);
  const nearestOn = (targets: readonly Target[]) => nearestOfAll(of, { ...relaxed, targets }, prober);
  return splitVersions({ line: of.line, found: of.found, relaxed, prober, nearestOn });
}

async function nearestOfAll(of: VersionsOf, relaxed: ResolveProblem, prober: Prober): Promise<VersionCandidate | null> {
  const groups = await candidateGroups(of.line, relaxed, prober, of.context.knowledge.advisories);
  for (const group of groups.map((candidates) => candidates.filter((one) => isWritable(of, one)))) {
    const candidate = await nearest(of.line, group, relaxed, prober);
    if (candidate !== null) return candidate;
  }
  return null;
}

/** Of a group ordered by distance: the nearest version that holds with the rest, on every target. */
async function nearest(
  line: Line,
  group: readonly VersionCandidate[],
  relaxed: ResolveProblem,
  prober: Prober,
): Promise<VersionCandidate | null> {
  const { name } = line.requirement;
  const someHolds = (count: number) => {
    const versions = group.slice(0, count).map(({ available }) => available.version.normalized);
    return prober.holds(relaxed, { name, versions: new Set(versions) });
  };
  if (group.length === 0 || !(await someHolds(group.length))) return null;
  let low = 1;
  let high = group.length;
  // The more versions may be taken, the more holds: so halving is allowed.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (await someHolds(middle)) high = middle;
    else low = middle + 1;
  }
  for (const candidate of group.slice(high - 1, high - 1 + MOST_TRIED)) {
    const change = widened(line, candidate);
    if (change !== null && (await prober.holds(change(relaxed)))) return candidate;
  }
  return null;
}

function widened(line: Line, candidate: VersionCandidate): ((problem: ResolveProblem) => ResolveProblem) | null {
  const specifiers = widenTo(line.requirement.specifiers, candidate.available.version);
  if (specifiers === null) return null;
  return (problem) => mapLine(problem, line, (requirement) => withSpecifiers(requirement, specifiers));
}

function settled({ line, context, found }: VersionsOf, candidate: VersionCandidate): Settled | null {
  const { available, kind, cost, needsBuild } = candidate;
  const specifiers = widenTo(line.requirement.specifiers, available.version);
  const apply = widened(line, candidate);
  if (specifiers === null || apply === null) return null;
  const { normalized } = available.version;
  const name = line.requirement.writtenName;
  const hashes = hasHashes(line) ? context.hashes(line.requirement.name, available.version) : null;
  return {
    apply,
    kind,
    cost: PER_EDIT + cost,
    words: wordsFor(line, specifiers),
    reason: reasonFor(
      line.requirement.name,
      found,
      `${name} ${normalized} is the nearest version that holds with the rest`,
    ),
    losses: needsBuild ? [`${name} ${normalized} has no wheel for every target and has to be built`] : [],
    line,
    edit: null,
    ...(hashes === null ? {} : { hashes }),
  };
}

function wordsFor({ requirement, role }: Line, specifiers: SpecifierSet): string {
  const { writtenName: name } = requirement;
  const where = role === "constraints" ? "the constraint " : "";
  const before = `${where}${name}${clausesAsWritten(requirement.specifiers)}`;
  const after = specifiers.canonical === "" ? `any ${name}` : `${name}${clausesAsWritten(specifiers)}`;
  return `change ${before} to ${after}`;
}

/** A line with hashes takes only versions whose hashes are known: pip refuses all others. */
function isWritable({ line, context }: VersionsOf, { available }: VersionCandidate): boolean {
  if (!hasHashes(line)) return true;
  return isPin(line.requirement.specifiers) && context.hashes(line.requirement.name, available.version) !== null;
}

function hasHashes({ located }: Line): boolean {
  return located !== null && located.hashes.length > 0;
}
