import type { EventOf, LogEvent } from "../log/event.ts";
import type { ResolverCandidate } from "../log/events/resolver.ts";
import { lastPart } from "../log/facts/files.ts";
import { groupBy } from "../log/facts/group-by.ts";
import { pipVersionRange } from "../log/facts/pip-version.ts";
import { fileProject, fileVersion, plainRequirement, requirementName } from "../log/names.ts";
import { normalizeName } from "../pep/name.ts";
import { addEnd } from "./end-steps.ts";
import { whereFrom } from "./from-resolver-debug.ts";
import { isSince, labelOf, packagesOfChain } from "./label.ts";
import type { RunOutcome } from "./run-outcome.ts";
import { makeTreeBuilder, packageOf, type TreeBuilder } from "./tree-builder.ts";
import { whyRejected } from "./why-rejected.ts";

/** A candidate that the text shows, and what became of it. */
interface Seen {
  readonly candidate: ResolverCandidate;
  /** How many packages stand between it and the user. */
  readonly level: number;
  readonly lines: number[];
  /** Why it was passed over; null while nothing says so. */
  rejected: string | null;
}

const LINES_KEPT = 20;

type Entry =
  | Seen
  | { readonly request: EventOf<"collecting" | "already-satisfied" | "obtaining">; readonly level: number };

export interface TextTree {
  readonly tree: TreeBuilder;
  /** Packages of which the text shows several versions without a reason. */
  readonly unexplained: ReadonlySet<string>;
  /** Nothing was passed over or looked at twice, so that the text shows all there was to decide. */
  readonly simple: boolean;
}

/**
 * What a run's text shows of its search: requirements where they are collected, candidates where their files are read, and
 * reasons where there are some (`-vv`, `--log`). Which candidate was in force when, no text says: levels are the length
 * of the chain of who asked (pip ≥ 23.1).
 */
export function fromText(events: readonly LogEvent[], outcome: RunOutcome): TextTree {
  const entries = readEntries(events);
  explainByConflict(entries, outcome);
  const candidates = entries.filter((entry) => "candidate" in entry);
  const versions = groupBy(candidates, ({ candidate }) => packageOf(candidate));
  const namesAskers = isSince(pipVersionRange(events)?.min ?? null, "23.1");
  const tree = makeTreeBuilder();
  for (const event of outcome.skipped) tree.skip(event);
  const unexplained = new Set<string>();
  for (const entry of entries) {
    if ("request" in entry) addRequest(tree, entry.request, entry.level, entry === entries[0] || namesAskers);
    else if (addCandidate(tree, entry, versions, outcome)) unexplained.add(packageOf(entry.candidate));
  }
  addEnd(tree, outcome);
  const simple = candidates.every(({ rejected }) => rejected === null) && unexplained.size === 0 && outcome.succeeded;
  return { tree, unexplained, simple };
}

function readEntries(events: readonly LogEvent[]): readonly Entry[] {
  const entries: Entry[] = [];
  const noted = new Map<string, Seen>();
  const note = (candidate: ResolverCandidate, line: number): Seen =>
    noteCandidate(entries, noted, { candidate, level, lines: [line], rejected: null });
  const requested = new Set<string>();
  let level = 0;
  for (const event of events) {
    if (event.kind === "collecting" || event.kind === "obtaining" || event.kind === "already-satisfied") {
      level = packagesOfChain(event.from ?? null).length;
      const key = `${event.requirement} ${(event.from ?? []).join(">")}`;
      if (!requested.has(key)) entries.push({ request: event, level });
      requested.add(key);
    }
    const candidate = candidateOf(event);
    if (candidate !== null) note(candidate, event.span.lines[0]);
    if (event.kind === "rejected") {
      const line = event.line ?? event.span.lines[1];
      note(event.candidate, line).rejected = whyRejected(event);
    }
  }
  return entries;
}

/** Every version of a package once: pip reads its metadata first and its file later. */
function noteCandidate(entries: Entry[], noted: Map<string, Seen>, seen: Seen): Seen {
  const label = labelOf({ ...seen.candidate, extras: [] });
  const known = noted.get(label);
  if (known !== undefined) {
    if (known.lines.length < LINES_KEPT) known.lines.push(...seen.lines);
    return known;
  }
  noted.set(label, seen);
  entries.push(seen);
  return seen;
}

/** The candidate whose file an event names. */
export function candidateOf(event: LogEvent): ResolverCandidate | null {
  if (event.kind === "already-satisfied" && event.name !== null) {
    return { name: event.name, version: event.version, origin: "installed", location: event.location };
  }
  const file =
    event.kind === "processing"
      ? lastPart(event.path)
      : event.kind === "downloading" || event.kind === "using-cached"
        ? event.file.replace(/\.metadata$/, "")
        : null;
  const name = file === null ? null : fileProject(file);
  return file === null || name === null ? null : { name, version: fileVersion(file), origin: "link" };
}

/** pip's last conflict names the candidates that it refused last. */
function explainByConflict(entries: readonly Entry[], outcome: RunOutcome): void {
  const causes = outcome.conflict?.causes ?? [];
  for (const entry of entries) {
    if (!("candidate" in entry) || entry.rejected !== null) continue;
    const label = labelOf(entry.candidate);
    const own = causes.filter(({ requirer }) => requirer !== null && sameLabel(requirer, label));
    if (own.length === 0) continue;
    const because = causes.map(({ requirer, requirement }) => ({ requirement, requirer: parseLabel(requirer) }));
    entry.rejected = whyRejected({ candidate: entry.candidate, because });
  }
}

function parseLabel(requirer: string | null): ResolverCandidate | null {
  const space = requirer?.lastIndexOf(" ") ?? -1;
  if (requirer === null || space < 1) return null;
  return { name: requirer.slice(0, space), version: requirer.slice(space + 1), origin: "link" };
}

function sameLabel(requirer: string, label: string): boolean {
  const parsed = parseLabel(requirer);
  return parsed !== null && labelOf(parsed) === label;
}

/** Up to pip 23.0 no line says who asks; only what is collected first is the user's for certain. */
const SOMEBODY = ["you or a package"];

/** @param isCertain no chain of who asked means that the user did */
function addRequest(
  tree: TreeBuilder,
  event: Exclude<Entry, Seen>["request"],
  level: number,
  isCertain: boolean,
): void {
  const name = event.name ?? requirementName(event.requirement);
  if (name === null) return;
  const isKnown = isCertain || event.kind === "already-satisfied" || event.from !== null;
  const by = isKnown ? packagesOfChain(event.from ?? null).slice(0, 1) : SOMEBODY;
  tree.request(plainRequirement(event.requirement), normalizeName(name), by, [event.span.lines[0]], level);
}

/** @returns true when the text shows that it gave way to another version, and not why */
function addCandidate(
  tree: TreeBuilder,
  entry: Seen,
  versions: ReadonlyMap<string, readonly Seen[]>,
  outcome: RunOutcome,
): boolean {
  const { candidate, level, lines, rejected } = entry;
  const name = packageOf(candidate);
  if (rejected !== null) {
    tree.pass(candidate, rejected, lines, { level });
    // Refused with some, taken with others.
    if (outcome.installed.get(name) === candidate.version) tree.take(candidate, lines, { level });
    return false;
  }
  const others = versions.get(name) ?? [];
  const taken = outcome.installed.get(name) ?? null;
  const next = others[others.indexOf(entry) + 1]?.candidate.version ?? null;
  if (taken !== null ? candidate.version !== taken && candidate.origin !== "installed" : next !== null) {
    tree.pass(candidate, `gave way to ${next ?? taken}; the log does not say why`, lines, { level });
    return true;
  }
  if (outcome.succeeded) {
    const reason = candidate.origin === "installed" ? whereFrom(candidate) : null;
    tree.take(candidate, lines, { level, reason });
  } else tree.pass(candidate, "looked at; the log does not say whether it was taken", lines, { level });
  return false;
}
