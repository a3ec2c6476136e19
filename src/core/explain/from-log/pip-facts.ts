import type { LogEvent, PrintedCause, Span } from "../../log/event.ts";
import { groupBy } from "../../log/facts/group-by.ts";
import { plainRequirement } from "../../log/names.ts";
import type { Place } from "../../report/model.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";
import { nameOfRequirement } from "../label.ts";
import { type Ask, type Asker, askedText, askOfCause, asksOf, exactAsks, namesAskers } from "./asks.ts";
import type { LineFinder, LoggedFact } from "./logged-fact.ts";

export interface PipConflict {
  readonly causes: readonly PrintedCause[];
  /** What there is no file for, and the words for it. */
  readonly missing?: MissingProject;
  /** What "Cannot install …" names. */
  readonly listed: readonly string[];
  readonly span: Span;
  /** Of the run. */
  readonly events: readonly LogEvent[];
  readonly lines: LineFinder;
}

export interface MissingProject {
  /** Normalised. */
  readonly name: string;
  readonly words: string;
}

/** The causes that pip names, and the shortest way to each from the user, where the log shows one. */
export function pipFacts({ causes, missing, listed, span, events, lines }: PipConflict): readonly LoggedFact[] {
  const asks = [...asksOf(events), ...commandLine(listed, events, span)];
  const lacking = missing === undefined ? [] : asks.filter((ask) => ask.name === missing.name && ask.span === span);
  const named = [...causes.flatMap((cause) => askOfCause(cause, span)), ...lacking];
  const known = [...named, ...asks, ...(namesAskers(events) ? [] : ownLines(named, events, lines))];
  const ways = waysTo(known);
  const facts = causes.flatMap((cause) => (cause.kind === "depends" ? [] : [ownFact(cause, asks, { lines, span })]));
  const pairs = new Set(named.map(pairOf));
  // What other versions of the same package were found to need of the same project.
  const needed = new Set([...named, ...events.flatMap(exactAsks).filter((ask) => pairs.has(pairOf(ask)))]);
  for (const { by } of named) {
    let way = by.kind === "package" ? ways.get(by.name) : undefined;
    for (; way !== undefined; way = way.by.kind === "package" ? ways.get(way.by.name) : undefined) needed.add(way);
  }
  const found = [
    ...[...facts, ...[...needed].map((ask) => toFact(ask, lines))],
    ...(missing === undefined ? [] : [{ span, fact: told(missing) }]),
  ];
  // pip collects the user's lines in their order.
  return found.sort((a, b) => (a.span?.bytes[0] ?? 0) - (b.span?.bytes[0] ?? 0));
}

function told({ name, words: detail }: MissingProject): ConflictFact {
  return { kind: "no-versions", name, range: "", reason: "told", detail };
}

function pairOf({ name, by }: Ask): string {
  return `${by.kind === "package" ? by.name : ""} ${name}`;
}

/** By which ask each project is reached first from the user. Each is older than those that follow from it: no circles. */
function waysTo(asks: readonly Ask[]): ReadonlyMap<string, Ask> {
  const ways = new Map<string, Ask>();
  const below = groupBy(asks, ({ by }) => (by.kind === "package" ? by.name : null));
  // A line that is named goes before one that is not.
  const own = [...(below.get(null) ?? [])].sort((a, b) => vagueness(a.by) - vagueness(b.by));
  for (const ask of own) if (!ways.has(ask.name)) ways.set(ask.name, ask);
  for (const name of ways.keys()) {
    for (const ask of below.get(name) ?? []) if (!ways.has(ask.name)) ways.set(ask.name, ask);
  }
  return ways;
}

function vagueness(by: Asker): number {
  return by.kind === "user" && by.where !== undefined ? 0 : 1;
}

/** "Cannot install app==1.0": nobody but the command line asked for it. Of what is installed pip says the same. */
function commandLine(listed: readonly string[], events: readonly LogEvent[], span: Span): readonly Ask[] {
  return listed.flatMap((text): readonly Ask[] => {
    const [, name] = /^([A-Za-z0-9][\w.-]*)==\S+$/.exec(text) ?? [];
    const wanted = name === undefined ? null : nameOfRequirement(name);
    if (wanted === null) return [];
    const about = events.filter((event) => "requirement" in event && nameOfRequirement(event.requirement) === wanted);
    if (about.some(({ kind }) => kind === "already-satisfied")) return [];
    const texts = new Set(about.flatMap((event) => (event.kind === "collecting" ? [event.requirement] : [])));
    const [only = wanted] = texts.size === 1 ? texts : [];
    return [{ name: wanted, requirement: plainRequirement(only), by: { kind: "user", where: null }, span }];
  });
}

interface Known {
  readonly lines: LineFinder;
  readonly span: Span;
}

/** The user's lines that name a package, for a pip that does not say who asks. */
function ownLines(named: readonly Ask[], events: readonly LogEvent[], lines: LineFinder): readonly Ask[] {
  const skipped = new Set(
    events.flatMap((event) => (event.kind === "marker-skipped" ? [nameOfRequirement(event.requirement)] : [])),
  );
  return named.flatMap(({ by }): readonly Ask[] => {
    const line = by.kind === "package" && !skipped.has(by.name) ? lines.named(by.name) : null;
    if (by.kind !== "package" || line === null) return [];
    return [{ name: by.name, requirement: line.text, by: { kind: "user", place: line.place }, span: null }];
  });
}

function ownFact(
  { kind, requirement: printed }: PrintedCause,
  asks: readonly Ask[],
  { lines, span }: Known,
): LoggedFact {
  const requirement = askedText(printed);
  const name = nameOfRequirement(requirement) ?? requirement;
  if (kind === "constraint") {
    return {
      span,
      fact: { kind, name, requirement, ...placed(lines.of(kind, requirement)?.place, "one of your constraints") },
    };
  }
  const same = asks.find((ask) => ask.name === name && ask.requirement === requirement && vagueness(ask.by) === 0);
  return toFact(same ?? { name, requirement, by: { kind: "user" }, span }, lines);
}

function toFact({ name, requirement, by, span }: Ask, lines: LineFinder): LoggedFact {
  if (by.kind === "package") {
    const text = by.extra === null ? requirement : `${requirement}; extra == "${by.extra}"`;
    return { span, fact: { kind: "depends", name: by.name, versions: by.versions, requirement: text, on: name } };
  }
  const { where = "one of your requirements", place = lines.of("requested", requirement)?.place } = by;
  return { span, fact: { kind: "requested", name, requirement, ...placed(place, where) } };
}

function placed(place: Place | null = null, where: string | null): { place: Place | null; where?: string } {
  return { place, ...(place !== null || where === null ? {} : { where }) };
}
