import { type ExplainedConflict, explainAll } from "../../core/explain/conflict/independent.ts";
import type { DecisionTree } from "../../core/explain/decision-tree.ts";
import type { DecisionRecorder } from "../../core/explain/from-solver.ts";
import type { ProjectIndex } from "../../core/index/project-index.ts";
import type { InputRequirement } from "../../core/inputs/input.ts";
import type { LocatedRequirement } from "../../core/inputs/requirement-set.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { isMeant, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement, type Requirement } from "../../core/pep/requirement.ts";
import type { Version } from "../../core/pep/version.ts";
import type { ClosureReport, Place } from "../../core/report/model.ts";
import { doubtText } from "../../core/resolve/conflict-text.ts";
import type { ConflictTree } from "../../core/resolve/conflict-tree.ts";
import type { Pin, Resolution, ResolveProblem, RootRequirement } from "../../core/resolve/problem.ts";
import { resolve } from "../../core/resolve/resolve.ts";
import type { MetadataSource } from "../../core/resolve/source.ts";
import type { Target } from "../../core/target/target.ts";
import { unobtainable, withholding } from "./give-up.ts";
import { passedOverTexts } from "./passed-over.ts";
import type { CheckPolicy } from "./policy.ts";

/** What our own solver found for one target. */
export interface SolvedTarget {
  readonly pins: readonly Pin[];
  /** Projects that were left out, since nothing can be had of them. */
  readonly absent: ReadonlySet<string>;
}

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
  /** The files that a lock lists of it; null when it lists none. */
  readonly listed: ProjectIndex | null;
  readonly places: readonly Place[];
  readonly needs: readonly string[];
}

export interface Closure {
  readonly wanted: readonly Wanted[];
  readonly report: ClosureReport;
  /** Those that are independent of each other, each with the fewest lines. */
  readonly conflicts: readonly ExplainedConflict[];
  readonly undecided: string | null;
  /** Why projects that exist were left out, of which nothing can be had. */
  readonly givenUp: readonly ConflictTree[];
  /** Absent where it comes from elsewhere, or where there is none. */
  readonly solved?: SolvedTarget;
}

export interface ClosureRequest {
  readonly requirements: readonly InputRequirement[];
  readonly constraints: readonly LocatedRequirement[];
  readonly target: Target;
  readonly environment: MarkerEnvironment;
  readonly options: CheckOptions;
  readonly policy: CheckPolicy;
  readonly source: MetadataSource;
  readonly signal: AbortSignal;
  readonly wantsDecisions: boolean;
}

/** The lines themselves, each on its own. */
export function linesAlone({ requirements, environment }: ClosureRequest): Closure {
  const wanted = requirements.flatMap((line): readonly Wanted[] => {
    const { requirement, marker } = line;
    if (requirement === null) return [];
    if (!isMeant(marker, environment)) return [];
    const { name } = requirement;
    const text = line.display;
    return [
      { name, requirement, text, version: null, url: requirement.url, listed: null, places: [line.place], needs: [] },
    ];
  });
  const text = "Only the lines themselves were looked at, not what they pull in (--no-deps).";
  return { wanted, report: { by: "none", complete: true, text }, conflicts: [], undecided: null, givenUp: [] };
}

/**
 * What the lines pull in, by our own solver over the metadata of the index. A project of which nothing can be had does not
 * keep the rest from being solved: it is judged by the requirement that asks for it.
 */
export async function solveClosure(request: ClosureRequest): Promise<Closure> {
  const { resolution, absent, conflicts, decisions, givenUp } = await solve(request);
  const tried = decisions === null ? {} : { decisions };
  if (resolution.kind === "conflict") {
    const text = "The requirements cannot hold together, so each line was looked at on its own.";
    const report = { by: "none", complete: false, text, ...tried } as const;
    return { ...linesAlone(request), report, conflicts, givenUp };
  }
  const pins = resolution.pins.get(request.target.id) ?? [];
  const left = resolution.kind === "incomplete" ? resolution.unknown.map(({ name }) => name) : [];
  const wanted = [
    ...pins.map((pin) => toWanted(pin, request.requirements)),
    ...left.map((name) => leftOut(name, absent.get(name) ?? null, request)),
  ];
  const unanswered = left.filter((name) => !absent.has(name));
  const blind = [...pins.filter(({ known }) => !known).map(({ name }) => name), ...left].sort();
  const { installer, preferVersions } = request.options;
  const text = [
    `Told by Wheelhouse's own solver with ${installer}'s rules (${request.policy.rules}), not confirmed by an installer.`,
    ...(blind.length === 0 ? [] : [`What these need could not be told: ${blind.join(", ")}.`]),
    ...(preferVersions.length === 0 ? [] : [`Versions of ${preferVersions.join(", ")} were tried first.`]),
    ...passedOverTexts(pins),
    ...doubtsOf(resolution, request.target),
  ].join(" ");
  const isCut = resolution.kind === "incomplete" && left.length === 0;
  return {
    wanted,
    report: { by: "solver", complete: blind.length === 0 && !isCut, text, ...tried },
    conflicts: [],
    givenUp,
    undecided: isCut || unanswered.length > 0 ? reasonOf(resolution) : null,
    ...(isCut ? {} : { solved: { pins, absent: new Set(absent.keys()) } }),
  };
}

/** Versions of which nothing is known never contradict anybody: that is no reason to believe that they fit. */
function doubtsOf(resolution: Resolution, { id }: Target): readonly string[] {
  const doubt = resolution.kind === "solved" ? resolution.doubts.get(id) : undefined;
  if (doubt === undefined) return [];
  return [doubtText(doubt)];
}

function reasonOf(resolution: Resolution): string | null {
  return resolution.kind === "incomplete" ? resolution.reason : null;
}

export interface Solved {
  readonly resolution: Resolution;
  /** Projects of which nothing can be had, and the requirement that asks for each. */
  readonly absent: ReadonlyMap<string, string | null>;
  /** Of those that exist: why not. */
  readonly givenUp: readonly ConflictTree[];
  readonly conflicts: readonly ExplainedConflict[];
  /** Of the last run that failed, else of the last; null where nobody asked for it. */
  readonly decisions: DecisionTree | null;
}

async function solve(request: ClosureRequest): Promise<Solved> {
  const { target, options, policy, source, signal } = request;
  const problem: ResolveProblem = {
    requirements: toRoots(request.requirements),
    constraints: toRoots(request.constraints),
    targets: [target],
    policy: { ...policy, tool: options.installer },
  };
  if (!request.wantsDecisions) return await solveObtainable(problem, source, signal);
  const { DecisionRecorder } = await import("../../core/explain/from-solver.ts");
  return await solveObtainable(problem, source, signal, () => new DecisionRecorder(options.installer));
}

/** Beyond them a conflict is told as far as it is known, and not as minimal: hundreds of lines may have to be tried. */
const EXPLAIN_SECONDS = 30;

/** Solves, and again without the projects of which nothing can be had, until what is left holds or truly conflicts. */
export async function solveObtainable(
  problem: ResolveProblem,
  source: MetadataSource,
  signal: AbortSignal,
  record: () => DecisionRecorder | null = () => null,
): Promise<Solved> {
  const absent = new Map<string, string | null>();
  const givenUp: ConflictTree[] = [];
  let decisions: DecisionTree | null = null;
  for (;;) {
    const known = withholding(source, absent);
    const recorder = record();
    const resolution = await resolve(problem, known, recorder === null ? { signal } : { signal, trace: recorder });
    const hasFailed = resolution.kind === "conflict";
    if (recorder !== null && (hasFailed || decisions === null)) decisions = recorder.finish(resolution);
    if (!hasFailed) return { resolution, absent, givenUp, conflicts: [], decisions };
    const found = unobtainable(resolution.conflicts).filter(({ name }) => !absent.has(name));
    if (found.length === 0) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(EXPLAIN_SECONDS * 1000)]);
      const conflicts = await explainAll(problem, known, resolution.conflicts, { signal: limited });
      return { resolution, absent, givenUp, conflicts, decisions };
    }
    for (const { name, demand } of found) absent.set(name, demand);
    if (found.some(({ exists }) => exists)) givenUp.push(...resolution.conflicts);
  }
}

/** A project that was left out: judged by the requirement that cannot be met, the user's line or that of a package. */
function leftOut(name: string, demand: string | null, { requirements, environment }: ClosureRequest): Wanted {
  const own = requirements.filter((line) => line.name === name && isMeant(line.marker, environment));
  const asked = own.filter(({ requirement }) => requirement?.canonical === demand);
  const lines = demand === null || asked.length > 0 ? (asked.length > 0 ? asked : own) : [];
  const requirement = lines[0]?.requirement ?? readRequirement(demand ?? name);
  const text = lines[0]?.display ?? requirement.canonical;
  return {
    name,
    requirement,
    text,
    version: null,
    url: null,
    listed: null,
    places: lines.map(({ place }) => place),
    needs: [],
  };
}

/** What the solver starts from. */
export function toRoots(lines: readonly LocatedRequirement[]): readonly RootRequirement[] {
  return lines.flatMap(({ requirement, place }) => (requirement === null ? [] : [{ requirement, place }]));
}

/** The user's own words where a line names the package. */
function toWanted(pin: Pin, lines: readonly InputRequirement[]): Wanted {
  const line = lines.find((each) => each.name === pin.name && each.requirement !== null);
  const requirement = line?.requirement ?? readRequirement(pin.name);
  const { name, version, url, places, needs } = pin;
  return { name, requirement, text: line?.display ?? name, version, url, listed: null, places, needs };
}

function readRequirement(text: string): Requirement {
  const read = parseRequirement(text);
  if (!read.ok) throw new TypeError(`${text} is no requirement`);
  return read.value;
}
