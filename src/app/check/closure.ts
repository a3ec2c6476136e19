import type { InputRequirement } from "../../core/inputs/input.ts";
import type { LocatedRequirement } from "../../core/inputs/requirement-set.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { evaluateMarker, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement, type Requirement } from "../../core/pep/requirement.ts";
import type { Version } from "../../core/pep/version.ts";
import type { ClosureReport, Place } from "../../core/report/model.ts";
import type { ConflictTree } from "../../core/resolve/conflict-tree.ts";
import type { Pin, ResolvePolicy, RootRequirement } from "../../core/resolve/problem.ts";
import { resolve } from "../../core/resolve/resolve.ts";
import type { MetadataSource } from "../../core/resolve/source.ts";
import type { TagRules, Target } from "../../core/target/target.ts";

/** One package that is to be judged. */
export interface Wanted {
  /** Normalised. */
  readonly name: string;
  /** What is judged: the user's line, or what pins the version. */
  readonly requirement: Requirement;
  /** The requirement in words, for people. */
  readonly text: string;
  /** The version that was decided; null: what the installer would take of the requirement alone. */
  readonly version: Version | null;
  /** Of a direct reference; null for a version of the index. */
  readonly url: string | null;
  readonly places: readonly Place[];
  readonly needs: readonly string[];
}

export interface Closure {
  readonly wanted: readonly Wanted[];
  readonly report: ClosureReport;
  readonly conflicts: readonly ConflictTree[];
  readonly undecided: string | null;
}

export interface ClosureRequest {
  readonly requirements: readonly InputRequirement[];
  readonly constraints: readonly LocatedRequirement[];
  readonly target: Target;
  readonly environment: MarkerEnvironment;
  readonly options: CheckOptions;
  readonly rules: TagRules;
  readonly policy: Pick<ResolvePolicy, "sourceIsAllowed" | "wheelIsAllowed">;
  readonly source: MetadataSource;
  readonly signal: AbortSignal;
}

/** The lines themselves, each on its own. */
export function linesAlone({ requirements, environment }: ClosureRequest): Closure {
  const wanted = requirements.flatMap((line): readonly Wanted[] => {
    const { requirement, marker } = line;
    if (requirement === null) return [];
    if (marker !== null && !evaluateMarker(marker, environment)) return [];
    const { name } = requirement;
    const text = line.display;
    return [{ name, requirement, text, version: null, url: requirement.url, places: [line.place], needs: [] }];
  });
  const text = "Only the lines themselves were looked at, not what they pull in (--no-deps).";
  return { wanted, report: { by: "none", complete: true, text }, conflicts: [], undecided: null };
}

/** What the lines pull in, by our own solver over the metadata of the index. */
export async function solveClosure(request: ClosureRequest): Promise<Closure> {
  const { target, options, rules, policy, source, signal } = request;
  const requirements = toRoots(request.requirements);
  const resolution = await resolve(
    {
      requirements,
      constraints: toRoots(request.constraints),
      targets: [target],
      policy: {
        ...policy,
        tool: options.installer,
        rules,
        prereleases: options.pre ? "allow" : "if-necessary",
        preferBinary: options.preferBinary,
        excludeNewer: options.excludeNewer,
        prefer: new Map(),
      },
    },
    source,
    { signal },
  );
  if (resolution.kind === "conflict") {
    const alone = linesAlone(request);
    const text = "The requirements cannot hold together, so each line was looked at on its own.";
    return { ...alone, report: { by: "none", complete: false, text }, conflicts: resolution.conflicts };
  }
  const pins = resolution.pins.get(target.id) ?? [];
  const solved = { wanted: pins.map((pin) => toWanted(pin, request.requirements)), conflicts: [] };
  const whose = `by Wheelhouse's own solver, with ${options.installer}'s rules (tags: ${rules})`;
  if (resolution.kind === "incomplete") {
    const text = `Told ${whose}, as far as the indexes answered: ${resolution.reason}`;
    return { ...solved, report: { by: "solver", complete: false, text }, undecided: resolution.reason };
  }
  const blind = pins.filter(({ known }) => !known).map(({ name }) => name);
  const unread = blind.length === 0 ? "" : ` What these need is known only once they are built: ${blind.join(", ")}.`;
  const text = `Told ${whose}; not confirmed by an installer.${unread}`;
  return { ...solved, report: { by: "solver", complete: blind.length === 0, text }, undecided: null };
}

function toRoots(lines: readonly LocatedRequirement[]): readonly RootRequirement[] {
  return lines.flatMap(({ requirement, place }) => (requirement === null ? [] : [{ requirement, place }]));
}

/** The user's own words where a line names the package. */
function toWanted(pin: Pin, lines: readonly InputRequirement[]): Wanted {
  const line = lines.find((each) => each.name === pin.name && each.requirement !== null);
  const requirement = line?.requirement ?? bareRequirement(pin.name);
  const { name, version, url, places, needs } = pin;
  return { name, requirement, text: line?.display ?? name, version, url, places, needs };
}

function bareRequirement(name: string): Requirement {
  const read = parseRequirement(name);
  if (!read.ok) throw new TypeError(`${name} is no name of a project`);
  return read.value;
}
