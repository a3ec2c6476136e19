import { normalizeName } from "../../pep/name.ts";
import { isDisjoint } from "../../pep/version-range.ts";
import type { EventOf, LogEvent, LogParse, PrintedCause, Span } from "../event.ts";
import { readUvCandidate, readUvName, readUvRequirement } from "../uv/debug-names.ts";
import { acceptedRange, areDisjoint } from "../uv/disjoint.ts";
import type { UvIncompatibility } from "../uv/incompatibility.ts";
import type { ConflictFact, NoMatchFact } from "./facts.ts";

/** What uv's "No solution found" adds up to, in the form that pip's messages have. */
export interface UvResolution {
  readonly conflict: ConflictFact | null;
  readonly noMatches: readonly NoMatchFact[];
  /** From hints: uv says "not found" for what it was not let to see. */
  readonly network: readonly EventOf<"network">[];
  readonly errors: readonly EventOf<"error">[];
}

/** Reads the messages of a log of uv, and the derivation of Poetry; of another log nothing. The last derivation counts. */
export function reduceUvResolution(log: LogParse): UvResolution {
  const derivation = log.events.findLast(
    (event): event is EventOf<"uv-no-solution" | "tool-no-solution"> =>
      event.kind === "uv-no-solution" || event.kind === "tool-no-solution",
  );
  if (!log.formats.includes("uv") && derivation === undefined) {
    return { conflict: null, noMatches: [], network: [], errors: [] };
  }
  const hints = log.events.flatMap((event): readonly { readonly text: string; readonly event: LogEvent }[] => {
    if (event.kind === "uv-hint") return [{ text: event.text, event }];
    return event.kind === "uv-no-solution" ? event.hints.map((text) => ({ text, event })) : [];
  });
  const errors = log.events.flatMap((event) => (event.kind === "uv-error" ? [toError(event)] : []));
  const network = hints.flatMap(({ text, event }) => networkOf(text, event));
  if (derivation === undefined) return { conflict: null, noMatches: [], network, errors };
  const texts = hints.map(({ text }) => text);
  const concluded = derivation.kind === "uv-no-solution" ? derivation.concluded : [];
  return { ...explain(derivation.because, concluded, derivation.span, texts), network, errors };
}

function toError({ kind: _, text, causes, ...rest }: EventOf<"uv-error">): EventOf<"error"> {
  return { ...rest, kind: "error", text: [text, ...causes].join(": ") };
}

function networkOf(text: string, { span, at }: LogEvent): readonly EventOf<"network">[] {
  const base = { kind: "network", tool: "uv", detail: text, span, at } as const;
  const url = /^An index URL \((\S+)\) could not be queried due to a lack of valid authentication credentials/.exec(
    text,
  );
  if (url?.[1] !== undefined) {
    const status = /\((\d{3}) /.exec(text)?.[1];
    return [{ ...base, problem: "credentials", status: status === undefined ? null : Number(status), where: url[1] }];
  }
  if (/network was disabled/.test(text)) return [{ ...base, problem: "offline", status: null, where: null }];
  return [];
}

/** Somebody's requirement of a project. `by` null: the user's. `source`: the statement that it stands in. */
interface Want {
  readonly source: UvIncompatibility;
  readonly project: string;
  readonly requirement: string;
  readonly by: string | null;
}

function explain(
  because: readonly UvIncompatibility[],
  concluded: readonly UvIncompatibility[],
  span: Span,
  hints: readonly string[],
): Pick<UvResolution, "conflict" | "noMatches"> {
  const wants = uniqueWants(because.flatMap(wantsOf));
  const none = because.flatMap((item) => (item.kind === "no-versions" ? [toRequirement(item.requirement)] : []));
  const unmet = wants.filter(({ requirement }) => none.includes(requirement));
  if (unmet.length > 0) {
    return { conflict: null, noMatches: unmet.map((want) => noMatch(want, because, hints, span)) };
  }
  const opposed = opposedWants(wants, none);
  if (opposed.length > 0) return { conflict: conflictOf(wants, summarised(opposed, concluded), span), noMatches: [] };
  const lacking = new Set(because.flatMap(lackingProjects));
  const missing = wants.filter(({ project }) => lacking.has(project));
  if (missing.length > 0) {
    return { conflict: null, noMatches: missing.map((want) => noMatch(want, because, hints, span)) };
  }
  const limited = new Set(
    because.flatMap((item) => (item.kind === "available" ? item.requirements.map(projectOf) : [])),
  );
  const outside = wants.filter(({ project, requirement }) => limited.has(project) && /[<>=!~]/.test(requirement));
  if (outside.length > 0) {
    return { conflict: null, noMatches: outside.map((want) => noMatch(want, because, hints, span)) };
  }
  return { conflict: conflictOf(wants, wants, span), noMatches: [] };
}

function wantsOf(item: UvIncompatibility): readonly Want[] {
  if (item.kind === "requested") return item.requirements.map((text) => toWant(text, null, item));
  if (item.kind !== "depends") return [];
  return item.on
    .filter((text) => !text.startsWith("Python"))
    .map((text) => toWant(text, item.dependent, item))
    .filter(({ project }) => project !== projectOf(item.dependent));
}

function toWant(text: string, by: string | null, source: UvIncompatibility): Want {
  return {
    source,
    project: projectOf(text),
    requirement: toRequirement(text),
    by: by === null ? null : requirerOf(by),
  };
}

/** `needs-old 1.0`; the bare name when uv speaks of several versions of it. */
function requirerOf(text: string): string {
  const { name, version } = readUvCandidate(text);
  return version === null ? readUvName(text) : `${name} ${version}`;
}

function projectOf(text: string): string {
  return normalizeName(readUvName(text));
}

function toRequirement(text: string): string {
  return readUvRequirement(text).requirement;
}

function uniqueWants(wants: readonly Want[]): readonly Want[] {
  return [...new Map(wants.map((want) => [`${want.by}\n${want.requirement}`, want])).values()];
}

/** Each is compared with each, and hundreds of versions of a package can want something. */
const RANGES_COMPARED = 100;

/** Wants of one project that no version can meet together: by their ranges, or because uv found none in what is left. */
function opposedWants(wants: readonly Want[], none: readonly string[]): readonly Want[] {
  const empty = new Set(none.map(projectOf));
  for (const { project } of wants) {
    const same = wants.filter((want) => want.project === project);
    const texts = [...new Set(same.map(({ requirement }) => requirement))].slice(0, RANGES_COMPARED);
    if (texts.length < 2) continue;
    const ranges = texts.flatMap((text) => acceptedRange(text) ?? []);
    const disjoint = ranges.some((range) => ranges.some((other) => isDisjoint(range, other)));
    if (disjoint || empty.has(project)) return same;
  }
  return [];
}

/** More causes than these tell nobody anything. */
const CAUSES_KEPT = 12;

/** The wants of many versions of one package as the one that uv concludes of them, when it still opposes the others. */
function summarised(opposed: readonly Want[], concluded: readonly UvIncompatibility[]): readonly Want[] {
  const names = new Set(opposed.map(nameOf));
  const groups = [...names].map((name) => opposed.filter((want) => nameOf(want) === name));
  return groups
    .flatMap((group) => {
      const [first] = group;
      const isSeveral = first?.by != null && new Set(group.map(({ source }) => source)).size > 1;
      if (first === undefined || !isSeveral) return group;
      const wants = concluded.flatMap(wantsOf).filter((want) => want.project === first.project);
      const last = wants.findLast((want) => nameOf(want) === nameOf(first));
      const others = opposed.filter((want) => nameOf(want) !== nameOf(first));
      const opposes = last !== undefined && others.some((want) => areDisjoint(want.requirement, last.requirement));
      return opposes ? [{ ...last, by: nameOf(first) }] : group;
    })
    .slice(0, CAUSES_KEPT);
}

function nameOf({ by }: Want): string | null {
  return by?.split(" ", 1)[0] ?? null;
}

/** pip lists what the user asked for, and causes; a package cannot oppose itself, so its second range is a constraint's. */
function conflictOf(wants: readonly Want[], opposed: readonly Want[], span: Span): ConflictFact {
  const requirements = wants.flatMap(({ by, requirement }) => (by === null ? [requirement] : []));
  const causes = opposed.map(({ by, requirement, project, source }, index): PrintedCause => {
    if (by === null) return { kind: "requested", requirer: null, requirement };
    const own = opposed.findIndex((other) => other.source === source && other.project === project);
    const before = opposed[own];
    const constrained = own !== index && before !== undefined && areDisjoint(before.requirement, requirement);
    return constrained
      ? { kind: "constraint", requirer: null, requirement }
      : { kind: "depends", requirer: by, requirement };
  });
  return { requirements, causes, span };
}

/** Projects of which there is nothing to choose. */
function lackingProjects(item: UvIncompatibility): readonly string[] {
  switch (item.kind) {
    case "not-found":
    case "no-wheel":
    case "yanked":
    case "unusable":
      return [projectOf(item.package)];
    case "depends":
      return item.on.some((text) => text.startsWith("Python")) ? [projectOf(item.dependent)] : [];
    default:
      return [];
  }
}

function noMatch(want: Want, because: readonly UvIncompatibility[], hints: readonly string[], span: Span): NoMatchFact {
  const about = because.filter((item) => lackingProjects(item).includes(want.project));
  const versionOf = (text: string): string => readUvCandidate(text).version ?? text.slice(readUvName(text).length);
  return {
    requirement: want.requirement,
    name: readUvName(want.requirement),
    from: want.by === null ? null : [want.by.replace(" ", "==")],
    versions: null,
    otherPython: about.flatMap((item) =>
      item.kind === "depends"
        ? [{ version: versionOf(item.dependent), requiresPython: item.on[0]?.slice("Python".length) ?? null }]
        : [],
    ),
    yanked: about.flatMap((item) => (item.kind === "yanked" ? [versionOf(item.package)] : [])),
    reason: reasonOf(want, because, hints),
    span,
  };
}

type Reason = NonNullable<NoMatchFact["reason"]>;

/** Why, in uv's words, with the hint that is about the project. */
function reasonOf(want: Want, because: readonly UvIncompatibility[], hints: readonly string[]): Reason {
  const hint = hints.find((text) => text.includes(`\`${want.project}\``)) ?? null;
  for (const item of because) {
    if (item.kind === "not-found" && projectOf(item.package) === want.project) {
      return { kind: "absent", text: `${item.package} was not found in ${item.where}`, hint };
    }
    if (item.kind === "no-wheel" && projectOf(item.package) === want.project) {
      const example = item.example === null ? "" : ` (here ${item.example} would do)`;
      return { kind: "no-wheel", text: `${item.package} has no wheel with a fitting ${item.tag} tag${example}`, hint };
    }
    if (item.kind === "unusable" && projectOf(item.package) === want.project) {
      return { kind: "unusable", text: `${item.package} ${item.reason}`, hint };
    }
  }
  const available = because.flatMap((item) =>
    item.kind === "available" ? item.requirements.filter((text) => projectOf(text) === want.project) : [],
  );
  const text =
    available.length > 0 ? `there is only ${available.join(", ")}` : `there is no version ${want.requirement}`;
  return { kind: hint?.startsWith("Pre-releases are available") ? "prerelease" : "versions", text, hint };
}
