import type { Advisory } from "../knowledge/advisories.ts";
import { isMeant } from "../pep/evaluate-marker.ts";
import { namesPrerelease } from "../pep/specifier-wish.ts";
import { compareVersions, type Version } from "../pep/version.ts";
import type { ResolvePolicy, ResolveProblem } from "../resolve/problem.ts";
import type { Situation } from "../resolve/situation.ts";
import type { AvailableVersion } from "../resolve/source.ts";
import { distanceCost, EDIT_COST, NEEDS_BUILD, OLDER, PRERELEASE, VULNERABLE } from "./cost.ts";
import type { EditKind } from "./fix.ts";
import type { Line } from "./lines.ts";
import type { Prober } from "./probe.ts";
import { isRisky } from "./risks.ts";
import { lockedOf, newestAsked } from "./tell-changes.ts";
import { type Move, moveTo } from "./widen.ts";

/** A version that a line keeps out, and what it would cost to let it in. */
export interface VersionCandidate {
  readonly available: AvailableVersion;
  readonly kind: EditKind;
  readonly move: Move;
  /** By which groups are ordered: without distance, with what speaks against the version. */
  readonly groupCost: number;
  readonly cost: number;
  /** There is no wheel of it for some target, though others of its project have one for each. */
  readonly needsBuild: boolean;
}

/** The versions that could be let in, in groups of one kind and direction: the cheapest group first, in it the nearest. */
export async function candidateGroups(
  line: Line,
  problem: ResolveProblem,
  prober: Prober,
  advisories: readonly Advisory[],
): Promise<readonly (readonly VersionCandidate[])[]> {
  const { requirement } = line;
  const situations = prober.situations(problem).filter((situation) => holdsThere(line, situation));
  const versions = (await prober.versionsOf(requirement.name, problem)).filter((one) =>
    isUsable(one, line, situations),
  );
  const hasWheels = versions.some((one) => !mustBeBuilt(one, line, situations));
  const asked = await newestAsked(line, prober, problem);
  const ascending = versions.toSorted((a, b) => compareVersions(a.version, b.version));
  const candidates = ascending.flatMap((available): readonly VersionCandidate[] => {
    const move = moveTo(requirement.specifiers, available.version);
    if (move === null) return [];
    const needsBuild = hasWheels && mustBeBuilt(available, line, situations);
    const kind = line.role === "constraints" ? "change-constraint" : move.kind;
    const groupCost = EDIT_COST[kind] + (move.isOlder ? OLDER : 0) + extraCost(available, line, needsBuild);
    // What it takes from the whole fix is counted there: here it only goes last.
    const isLast = isRisky({ name: requirement.name, from: asked, to: available.version }, advisories);
    return [{ available, move, kind, groupCost: groupCost + (isLast ? VULNERABLE : 0), cost: groupCost, needsBuild }];
  });
  return groupByCost(candidates, lockedOf(requirement.name, problem.policy.prefer));
}

/** Within a group the nearest goes first, but before it what a lock has. */
function groupByCost(
  ascending: readonly VersionCandidate[],
  locked: readonly Version[],
): readonly (readonly VersionCandidate[])[] {
  const groups = new Map<number, VersionCandidate[]>();
  for (const candidate of ascending) {
    const group = groups.get(candidate.groupCost) ?? [];
    groups.set(candidate.groupCost, group);
    if (candidate.move.isOlder) group.unshift(candidate);
    else group.push(candidate);
  }
  const isLocked = ({ available: { version } }: VersionCandidate) =>
    locked.some((one) => compareVersions(one, version) === 0);
  for (const group of groups.values()) group.sort((a, b) => Number(isLocked(b)) - Number(isLocked(a)));
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([, group]) => group.map((one, at) => ({ ...one, cost: one.cost + distanceCost(at + 1) })));
}

function extraCost({ version }: AvailableVersion, { requirement }: Line, needsBuild: boolean): number {
  const isUnasked = version.isPrerelease && !namesPrerelease(requirement.specifiers);
  return (needsBuild ? NEEDS_BUILD : 0) + (isUnasked ? PRERELEASE : 0);
}

function holdsThere({ requirement }: Line, { environment }: Situation): boolean {
  return isMeant(requirement.marker, environment);
}

/** Whether it can be installed on every target at all; what is yanked is never proposed. */
function isUsable(
  available: AvailableVersion,
  { requirement: { name } }: Line,
  situations: readonly Situation[],
): boolean {
  const isClosed = available.version.isPrerelease && situations.some(({ policy }) => policy.prereleases === "disallow");
  return available.yanked === null && !isClosed && hasFileFor(name, available, situations);
}

/** Whether it has a file that may be taken on every target. */
export function hasFileFor(
  name: string,
  { wheels, hasSdist, requiresPython }: AvailableVersion,
  situations: readonly Situation[],
): boolean {
  return situations.every(({ policy, fits, allowsPython }) => {
    if (requiresPython !== null && !allowsPython(requiresPython)) return false;
    return hasWheelFor(name, wheels, policy, fits) || (hasSdist && policy.sourceIsAllowed(name));
  });
}

function mustBeBuilt({ wheels }: AvailableVersion, { requirement }: Line, situations: readonly Situation[]): boolean {
  return situations.some(({ policy, fits }) => !hasWheelFor(requirement.name, wheels, policy, fits));
}

function hasWheelFor(
  name: string,
  wheels: AvailableVersion["wheels"],
  policy: ResolvePolicy,
  fits: Situation["fits"],
): boolean {
  return policy.wheelIsAllowed(name) && wheels.some(fits);
}
