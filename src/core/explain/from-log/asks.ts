import type { LogEvent, PrintedCause, Span } from "../../log/event.ts";
import { pipVersionRange } from "../../log/facts/pip-version.ts";
import { plainRequirement } from "../../log/names.ts";
import { normalizeName } from "../../pep/name.ts";
import type { Place } from "../../report/model.ts";
import { joinWords } from "../../wording.ts";
import { candidateOf } from "../from-text.ts";
import { isSince, nameOfRequirement } from "../label.ts";

/** Somebody asks for a project, as a line of pip's tells it. */
export interface Ask {
  readonly name: string;
  /** As a file would have it, without marker. */
  readonly requirement: string;
  readonly by: Asker;
  /** Null: the log does not say it. */
  readonly span: Span | null;
}

export type Asker =
  /** `where`: `requirements.txt:3`; null: on the command line; absent: it is not said. */
  | { readonly kind: "user"; readonly where?: string | null; readonly place?: Place }
  | { readonly kind: "package"; readonly name: string; readonly versions: string; readonly extra: string | null };

/** Names no line; files and addresses have no name yet either. */
const LINE = /^-r (.{1,4096}) \(line (\d{1,9})\)$/;

/** Whether pip names who asks behind each requirement (23.1 and newer). */
export function namesAskers(events: readonly LogEvent[]): boolean {
  return isSince(pipVersionRange(events)?.min ?? null, "23.1");
}

/**
 * Who asks for what in a run of pip's. `(from a->-r requirements.txt (line 1))` tells the whole way but no version of `a`:
 * it is one of those that were read before.
 */
export function asksOf(events: readonly LogEvent[]): readonly Ask[] {
  const seen = new Map<string, Set<string>>();
  const isWhole = namesAskers(events);
  const asks: Ask[] = [];
  let isFirst = true;
  for (const event of events) {
    asks.push(...chainAsks(event, seen, { isWhole, isFirst }), ...exactAsks(event));
    isFirst &&= !TAKES.has(event.kind);
    const { name = null, version = null } = candidateOf(event) ?? {};
    if (name === null || version === null) continue;
    seen.set(normalizeName(name), (seen.get(normalizeName(name)) ?? new Set()).add(version));
  }
  return asks;
}

const TAKES: ReadonlySet<LogEvent["kind"]> = new Set([
  "collecting",
  "processing",
  "obtaining",
  "already-satisfied",
] satisfies LogEvent["kind"][]);

/** What the resolver's debugging and `-vv` tell: the version is part of it. */
export function exactAsks(event: LogEvent): readonly Ask[] {
  const { span } = event;
  if (event.kind === "requested") return toAsk(event.requirement, event.requirer, span);
  if (event.kind !== "rejected") return [];
  return event.because.flatMap(({ requirement, requirer }) =>
    requirer === null ? [] : toAsk(requirement, requirer, span),
  );
}

interface Requirer {
  readonly name: string | null;
  readonly version: string | null;
  readonly extras?: readonly string[];
}

function toAsk(text: string, requirer: Requirer | null, span: Span): readonly Ask[] {
  const requirement = askedText(text);
  const name = nameOfRequirement(requirement);
  if (name === null || requirer?.name === null || requirer?.version === null) return [];
  if (requirer === null) return [{ name, requirement, by: { kind: "user" }, span }];
  const by = normalizeName(requirer.name);
  const [extra = null] = requirer.extras ?? [];
  const asker: Asker = { kind: "package", name: by, versions: requirer.version, extra };
  // An extra needs its own project.
  return (name === by && extra !== null) || name === "python" ? [] : [{ name, requirement, by: asker, span }];
}

/** `app[x] 1.0 depends on leaf<2`, with its version. */
export function askOfCause({ requirer, requirement }: PrintedCause, span: Span): readonly Ask[] {
  const [, name, extras, version] = /^([^\s[\]]+)(?:\[([^\s[\]]+)\])? (\S+)$/.exec(requirer ?? "") ?? [];
  if (name === undefined || version === undefined) return [];
  return toAsk(requirement, { name, version, extras: extras?.split(",") ?? [] }, span);
}

/** `leaf<3,>=1` for `leaf<3 and >=1; …`, `leaf==1.0` for `leaf 1.0 (from …)`. */
export function askedText(printed: string): string {
  const [, name, version] = /^([A-Za-z0-9][\w.-]*) (\d\S*)(?: \(from .*)?$/.exec(printed) ?? [];
  return name === undefined ? plainRequirement(printed) : `${name}==${version}`;
}

interface ChainSetting {
  /** Whether pip prints who asks behind everything. */
  readonly isWhole: boolean;
  /** Nothing was collected before. */
  readonly isFirst: boolean;
}

function chainAsks(
  event: LogEvent,
  seen: ReadonlyMap<string, ReadonlySet<string>>,
  { isWhole, isFirst }: ChainSetting,
): readonly Ask[] {
  const isMissing = event.kind === "no-candidate" || event.kind === "no-matching-distribution";
  const isAsk = event.kind === "collecting" || event.kind === "obtaining" || event.kind === "already-satisfied";
  if (!isAsk && !isMissing) return [];
  const chain = [event.requirement, ...(event.from ?? [])];
  // Of what it does not find pip names only who asks; else a chain ends at the command line, or at a line of a file.
  const isEnd = isAsk && (chain.length > 1 || isWhole);
  const last: Asker | null = isEnd ? { kind: "user", where: null } : isAsk && isFirst ? { kind: "user" } : null;
  return chain.flatMap((link, index): readonly Ask[] => {
    const name = nameOfRequirement(link);
    const next = chain[index + 1];
    const by = next === undefined ? last : askerOf(next, seen);
    return name === null || by === null ? [] : [{ name, requirement: plainRequirement(link), by, span: event.span }];
  });
}

function askerOf(link: string, seen: ReadonlyMap<string, ReadonlySet<string>>): Asker | null {
  const [, file, line] = LINE.exec(link) ?? [];
  if (file !== undefined) return { kind: "user", where: `${file}:${line}` };
  const name = nameOfRequirement(link);
  if (name === null) return null;
  const versions = [...(seen.get(name) ?? [])];
  const extra = /^[^[]*\[([^\],]+)/.exec(link)?.[1] ?? null;
  return { kind: "package", name, versions: oneOf(versions), extra: versions.length === 1 ? extra : null };
}

const MOST_NAMED = 3;

function wrapped(versions: readonly string[]): string {
  return versions.length === 1 ? versions.join("") : `(${joinWords(versions, "or")})`;
}

/** Which version it was, when several were read. */
function oneOf(versions: readonly string[]): string {
  if (versions.length === 0) return "(version not printed)";
  return versions.length <= MOST_NAMED ? wrapped(versions) : `(one of ${versions.length} versions)`;
}
