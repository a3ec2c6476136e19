import type { ConflictFact, NoMatchFact } from "../log/facts/facts.ts";
import type { Candidate } from "../resolve/candidate.ts";
import type { Pin, Resolution } from "../resolve/problem.ts";
import { toReportConflict } from "../resolve/report-conflict.ts";
import type { VersionsAnswer } from "../resolve/source.ts";
import type { Wish } from "../resolve/trace.ts";
import { allows, isOpen, labelOf, nameOfRequirement, newestFirst } from "./label.ts";
import type { RunOutcome } from "./run-outcome.ts";

/** A project that came into play. */
export interface Offers {
  readonly candidates: readonly Candidate[];
  /** What the index says; null when it was not asked. */
  readonly answer: VersionsAnswer | null;
}

interface SolverRun {
  readonly tool: "pip" | "uv";
  readonly resolution: Resolution;
  readonly offers: ReadonlyMap<string, Offers>;
  readonly addresses: readonly Wish[];
}

type Cause = ConflictFact["causes"][number];

/** How a run of our own solver ended, in the facts that patterns are looked for in. It has no log: spans mean nothing. */
export function solverOutcome({ tool, resolution, offers, addresses }: SolverRun): RunOutcome {
  const pins = resolution.kind === "conflict" ? [] : [...resolution.pins.values()].flat();
  const reported =
    resolution.kind === "conflict" ? resolution.conflicts.map((tree) => toReportConflict(tree, null)) : [];
  const causes = reported.flatMap((conflict) => conflict.causes);
  const noMatches = causes.flatMap((cause) => noMatchOf(cause, offers));
  const unmet = new Set(noMatches.map(({ name }) => name));
  const disputed = reported.flatMap(({ project, causes: all }) => disputedCauses(all, project, unmet));
  const isDispute = disputed.length > 1 || (resolution.kind === "conflict" && noMatches.length === 0);
  return {
    tool,
    conflict: isDispute ? toConflict(disputed.length > 1 ? disputed : causes) : null,
    noMatches,
    broken: [],
    yanked: pins.flatMap((pin) => yankedPin(pin, offers)),
    satisfied: [],
    bundled: pins.flatMap((pin) => bundledPin(pin, addresses)),
    skipped: [],
    requiresPython: [],
    searched: new Set(offers.keys()),
    absentPages: [],
    hasNetworkTrouble: false,
    installed: new Map(),
    succeeded: resolution.kind !== "conflict",
  };
}

/** Those about the project on which they disagree; of many projects those that are not met by any version. */
function disputedCauses(
  causes: readonly Cause[],
  project: string | null,
  unmet: ReadonlySet<string | null>,
): readonly Cause[] {
  const about = causes.filter(({ requirement }) => {
    const name = nameOfRequirement(requirement);
    return !unmet.has(name) && (project === null || name === project);
  });
  const strict = about.filter(({ requirement }) => !isOpen(requirement));
  return strict.length > 1 ? strict : about;
}

/** The span counts one line for each cause, as pip prints them. */
function toConflict(causes: readonly Cause[]): ConflictFact {
  const span = { lines: [1, 1 + causes.length], bytes: [0, 0] } as const;
  return { requirements: causes.map(({ requirement }) => requirement), causes, span };
}

/** A requirement that no version of the project meets on its own, whatever else is asked for. */
function noMatchOf(
  { requirement, requirer, kind }: Cause,
  offers: ReadonlyMap<string, Offers>,
): readonly NoMatchFact[] {
  const name = nameOfRequirement(requirement);
  const offer = name === null ? undefined : offers.get(name);
  if (name === null || offer === undefined || kind === "constraint" || requirement.includes("@")) return [];
  const versioned = offer.candidates.filter(({ version, isUnknown }) => version !== null || isUnknown);
  const inRange = versioned.filter(({ version }) => version === null || allows(requirement, version.normalized));
  if (inRange.some(({ unavailable, closed }) => unavailable === null && closed === null)) return [];
  const usable = versioned.filter(({ unavailable, closed }) => unavailable === null && closed === null);
  return [
    {
      requirement,
      name,
      from: requirer === null ? [] : [requirer],
      versions: usable.flatMap(({ version }) => version?.normalized ?? []).sort(newestFirst),
      otherPython: inRange.filter(isFor("requires-python")).flatMap((one) => pythonOf(one, offer)),
      yanked: inRange.filter(isYanked).flatMap(({ version }) => version?.normalized ?? []),
      ...reasonFor(name, inRange, offer),
      span: { lines: [1, 1], bytes: [0, 0] },
    },
  ];
}

type Reason = NonNullable<Candidate["unavailable"]>["reason"];

function isFor(reason: Reason): (candidate: Candidate) => boolean {
  return ({ unavailable }) => unavailable?.reason === reason;
}

/** Whether it was withdrawn, and that is what keeps it from being taken. */
export function isYanked({ unavailable, closed }: Candidate): boolean {
  return unavailable?.reason === "yanked" || (unavailable === null && closed === "yanked");
}

/** What yanked versions and other Pythons do not say; nothing where the range alone is the reason. */
function reasonFor(name: string, inRange: readonly Candidate[], { answer }: Offers): Pick<NoMatchFact, "reason"> {
  if (answer?.state === "absent") {
    return { reason: { kind: "absent", text: `there is no project ${name}`, hint: null } };
  }
  const file = inRange.find((one) => isFor("no-wheel")(one) || isFor("excluded")(one));
  if (file !== undefined) {
    const text = `${labelOf({ name, version: file.version?.normalized ?? null, origin: "link" })}: ${file.unavailable?.detail}`;
    return { reason: { kind: "no-wheel", text, hint: null } };
  }
  const onlyPrereleases = inRange.length > 0 && inRange.every(({ version }) => version?.isPrerelease === true);
  if (!onlyPrereleases) return {};
  return { reason: { kind: "prerelease", text: "only pre-releases do, and nobody asks for one", hint: null } };
}

function pythonOf({ version }: Candidate, { answer }: Offers): NoMatchFact["otherPython"] {
  const available = availableOf(version?.normalized ?? "", answer);
  if (version === null) return [];
  return [{ version: version.normalized, requiresPython: available?.requiresPython ?? null }];
}

/** What the index says of a version. */
export function availableOf(version: string, answer: VersionsAnswer | null) {
  return answer?.state === "known" ? answer.versions.find((one) => one.version.normalized === version) : undefined;
}

function yankedPin({ name, version, url }: Pin, offers: ReadonlyMap<string, Offers>): RunOutcome["yanked"] {
  const text = version?.normalized ?? "";
  const yanked = url === null ? availableOf(text, offers.get(name)?.answer ?? null)?.yanked : null;
  if (yanked == null) return [];
  const reason = yanked === "" ? null : yanked;
  return [{ kind: "yanked", name, version: text, reason, span: { lines: [1, 1], bytes: [0, 0] }, at: null }];
}

/** A package names an address for another: only that one will do. */
function bundledPin({ name, version, url }: Pin, addresses: readonly Wish[]): RunOutcome["bundled"] {
  const wish = url === null ? undefined : addresses.find((each) => each.name === name && each.url === url);
  if (wish?.by == null) return [];
  return [{ name, version: version?.normalized ?? null, by: labelOf({ ...wish.by, origin: "link" }) }];
}
