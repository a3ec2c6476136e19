import { isMeant } from "../pep/marker.ts";
import type { Requirement } from "../pep/requirement.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import { markerEnvironment } from "../target/marker-environment.ts";
import type { Target } from "../target/target.ts";
import { tellApart } from "../target/tell-apart.ts";
import type { VersionCandidate } from "./candidates.ts";
import { distanceCost, EDIT_COST, PER_EDIT } from "./cost.ts";
import { withSpecifiers } from "./line-text.ts";
import { type Line, mapLine, standsAlone } from "./lines.ts";
import type { Prober } from "./probe.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, Settled } from "./relaxation.ts";
import { underMarker } from "./under-marker.ts";
import { widenTo } from "./widen.ts";

interface SplitRequest {
  readonly line: Line;
  readonly found: FactInConflict;
  readonly relaxed: ResolveProblem;
  readonly prober: Prober;
  /** The nearest version that will do on these targets alone. */
  readonly nearestOn: (targets: readonly Target[]) => Promise<VersionCandidate | null>;
}

/** What the line says on some of the targets. */
interface Part {
  readonly requirement: Requirement;
  readonly targets: readonly Target[];
}

/**
 * One line becomes several, told apart by markers: for targets that have no version in common. What the line says now stays
 * where that will do. Null where other versions are not enough, or where no marker tells the targets apart.
 */
export async function splitVersions(request: SplitRequest): Promise<Settled | null> {
  const { line, found, relaxed, prober } = request;
  if (relaxed.targets.length < 2 || standsAlone(line) || (line.located?.hashes.length ?? 0) > 0) return null;
  const parts = await partsOf(request);
  const markers = parts === null ? null : tellApart(parts.map(({ targets }) => targets));
  if (parts === null || markers === null) return null;
  const lines = parts.flatMap(({ requirement }, at) => {
    const marker = markers[at];
    return marker === undefined ? [] : [underMarker(requirement, marker)];
  });
  const apply = (problem: ResolveProblem) => mapLine(problem, line, () => lines);
  if (!(await prober.holds(apply(relaxed)))) return null;
  const { name, canonical } = line.requirement;
  return {
    apply,
    kind: "split-by-marker",
    cost: PER_EDIT + EDIT_COST["split-by-marker"] + distanceCost(lines.length),
    words: `split ${canonical} into ${lines.map((one) => one.canonical).join(" and ")}`,
    reason: reasonFor(name, found, "no one version of it holds on every target"),
    losses: [`${name} has different versions on different targets`],
    line,
    edit: null,
  };
}

/** The line as it is comes last, so that it goes on holding on machines that are no target. */
async function partsOf(request: SplitRequest): Promise<readonly Part[] | null> {
  const { line, relaxed, prober } = request;
  const { requirement } = line;
  const kept: Target[] = [];
  const changed: Target[] = [];
  for (const target of relaxed.targets) {
    if (!isMeant(requirement.marker, markerEnvironment(target))) continue;
    const alone = mapLine({ ...relaxed, targets: [target] }, line, () => requirement);
    ((await prober.holds(alone)) ? kept : changed).push(target);
  }
  // It may stay as it is: something else has to change.
  if (changed.length === 0) return null;
  const parts = await changedParts(changed, request);
  if (parts === null) return null;
  return kept.length === 0 ? parts : [...parts, { requirement, targets: kept }];
}

/** One version for all of them where there is one. */
async function changedParts(
  targets: readonly Target[],
  { line, nearestOn }: SplitRequest,
): Promise<readonly Part[] | null> {
  const shared = widened(line, await nearestOn(targets));
  if (shared !== null) return [{ requirement: shared, targets }];
  const parts = new Map<string, Part>();
  for (const target of targets) {
    const requirement = widened(line, await nearestOn([target]));
    if (requirement === null) return null;
    const known = parts.get(requirement.canonical)?.targets ?? [];
    parts.set(requirement.canonical, { requirement, targets: [...known, target] });
  }
  return [...parts.values()];
}

function widened({ requirement }: Line, candidate: VersionCandidate | null): Requirement | null {
  const specifiers = candidate === null ? null : widenTo(requirement.specifiers, candidate.available.version);
  return specifiers === null ? null : withSpecifiers(requirement, specifiers);
}
