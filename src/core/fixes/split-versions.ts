import { parseMarker } from "../pep/marker.ts";
import { type Requirement, withMarker } from "../pep/requirement.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import { markerEnvironment } from "../target/marker-environment.ts";
import type { Target } from "../target/target.ts";
import type { VersionCandidate } from "./candidates.ts";
import { distanceCost, EDIT_COST, PER_EDIT } from "./cost.ts";
import { withSpecifiers } from "./line-text.ts";
import { type Line, mapLine, standsAlone } from "./lines.ts";
import type { Prober } from "./probe.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, Settled } from "./relaxation.ts";
import { widenTo } from "./widen.ts";

/** By what targets are told apart, the first that does it. */
const VARIABLES = ["platform_machine", "python_version", "sys_platform"] as const;

interface SplitRequest {
  readonly line: Line;
  readonly found: FactInConflict;
  readonly relaxed: ResolveProblem;
  readonly prober: Prober;
  /** The nearest version that will do on this target alone. */
  readonly nearestOn: (target: Target) => Promise<VersionCandidate | null>;
}

/**
 * One line becomes two, told apart by a marker: for targets that have no version in common. Null where one more version is
 * not enough, or where no marker tells them apart.
 */
export async function splitVersions(request: SplitRequest): Promise<Settled | null> {
  const { line, found, relaxed, prober } = request;
  if (relaxed.targets.length < 2 || standsAlone(line) || (line.located?.hashes.length ?? 0) > 0) return null;
  const wanted = new Map<Target, Requirement>();
  for (const target of relaxed.targets) {
    const requirement = await requirementOn(target, request);
    if (requirement === null) return null;
    wanted.set(target, requirement);
  }
  const halves = splitByMarker(wanted);
  if (halves === null) return null;
  const apply = (problem: ResolveProblem) => mapLine(problem, line, () => halves);
  if (!(await prober.holds(apply(relaxed)))) return null;
  const texts = halves.map(({ canonical }) => canonical).join(" and ");
  const { name, canonical } = line.requirement;
  return {
    apply,
    kind: "split-by-marker",
    cost: PER_EDIT + EDIT_COST["split-by-marker"] + distanceCost(halves.length),
    words: `split ${canonical} into ${texts}`,
    reason: reasonFor(name, found, "no one version of it holds on every target"),
    losses: [`${name} has different versions on different targets`],
    line,
    edit: null,
  };
}

/** What the line says already, where that will do. */
async function requirementOn(
  target: Target,
  { line, relaxed, prober, nearestOn }: SplitRequest,
): Promise<Requirement | null> {
  const alone = { ...relaxed, targets: [target] };
  if (await prober.holds(mapLine(alone, line, () => line.requirement))) return line.requirement;
  const candidate = await nearestOn(target);
  const specifiers = candidate === null ? null : widenTo(line.requirement.specifiers, candidate.available.version);
  return specifiers === null ? null : withSpecifiers(line.requirement, specifiers);
}

function splitByMarker(wanted: ReadonlyMap<Target, Requirement>): readonly Requirement[] | null {
  const [one, other, ...more] = [...new Map([...wanted.values()].map((each) => [each.canonical, each])).values()];
  if (one === undefined || other === undefined || more.length > 0) return null;
  for (const variable of VARIABLES) {
    const valuesOf = (requirement: Requirement) =>
      new Set(
        [...wanted].flatMap(([target, each]) =>
          each === requirement || each.canonical === requirement.canonical ? [markerEnvironment(target)[variable]] : [],
        ),
      );
    const [mine, others] = [valuesOf(one), valuesOf(other)];
    const [value] = mine;
    if (value === undefined || mine.size > 1 || others.has(value)) continue;
    return [under(one, `${variable} == "${value}"`), under(other, `${variable} != "${value}"`)];
  }
  return null;
}

function under(requirement: Requirement, condition: string): Requirement {
  const { marker } = requirement;
  const both = parseMarker(marker === null ? condition : `(${marker.canonical}) and ${condition}`);
  if (!both.ok) throw new TypeError(`${condition} is no marker`);
  return withMarker(requirement, both.value);
}
