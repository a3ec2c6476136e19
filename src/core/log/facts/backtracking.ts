import { normalizeName } from "../../pep/name.ts";
import type { EventOf, LogEvent } from "../event.ts";
import type { ChangeFact } from "./changes.ts";
import { filesOf, type SeenFile, secondsBetween } from "./files.ts";
import { groupBy } from "./group-by.ts";
import type { EventRun } from "./runs.ts";
import { type Size, sumSizes } from "./size.ts";
import { uvBacktracking } from "./uv-backtracking.ts";

/** Several versions of one project that a run looked at, and what that cost, as far as the log shows. */
export interface BacktrackFact {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** In pip's order. */
  readonly tried: readonly TriedVersion[];
  /** The one that was installed; null when the run failed or does not say. */
  readonly taken: string | null;
  /** Files and sidecars of those that were not taken; null when the log states no size. */
  readonly size: Size | null;
  /** Time spent on those that were not taken; null without stamps. */
  readonly seconds: number | null;
}

export interface TriedVersion {
  readonly version: string;
  /** Empty where the log names none. */
  readonly file: string;
  /** Requirements in dispute: `leaf>=2 (app-b 1.0)`; packages it does not go with (uv); null where the log gives none. */
  readonly because: readonly string[] | null;
  readonly lines: readonly number[];
}

/** Every project of which more than one version was looked at. */
export function backtrackingOf(run: EventRun, installed: readonly ChangeFact[]): readonly BacktrackFact[] {
  if (run.tool === "uv") return uvBacktracking(run, installed);
  const rejected = groupBy(run.events.filter(isRejected), ({ candidate }) => keyOf(candidate.name, candidate.version));
  const taken = new Map(installed.map(({ name, version }) => [name, version]));
  const ends = turnsAfter(run);
  return [...groupBy(filesOf(run), ({ name }) => name)].flatMap(([name, seen]) => {
    const versions = groupBy(seen, ({ version }) => version ?? "");
    if (versions.size < 2) return [];
    const chosen = taken.get(name) ?? null;
    const dropped = seen.filter(({ version }) => version !== chosen);
    return [
      {
        name,
        tried: [...versions.values()].flatMap((group) => toTried(group, rejected)),
        taken: chosen,
        size: sumSizes(dropped.map(({ size }) => size)),
        seconds: timeOn(dropped, ends),
      },
    ];
  });
}

type Rejected = EventOf<"rejected">;

function isRejected(event: LogEvent): event is Rejected {
  return event.kind === "rejected";
}

function keyOf(name: string | null, version: string | null): string {
  return `${normalizeName(name ?? "")} ${version}`;
}

function toTried(
  group: readonly SeenFile[],
  rejected: ReadonlyMap<string, readonly Rejected[]>,
): readonly TriedVersion[] {
  const [first] = group;
  if (first === undefined || first.version === null) return [];
  const reasons = rejected.get(keyOf(first.name, first.version)) ?? [];
  const because = new Set(reasons.flatMap((event) => event.because.map(sayReason)));
  return [
    {
      version: first.version,
      file: first.file,
      because: reasons.length === 0 ? null : [...because],
      lines: [...group, ...reasons].map(({ span }) => span.lines[0]),
    },
  ];
}

function sayReason({ requirement, requirer }: EventOf<"rejected">["because"][number]): string {
  // The marker holds, or there would be no dispute.
  const wanted = requirement.replace(/;[\s\S]*$/, "").trimEnd();
  return requirer === null ? wanted : `${wanted} (${normalizeName(requirer.name ?? "")} ${requirer.version ?? ""})`;
}

/** When pip turns to the next package or file, by the offset of the event before. */
function turnsAfter({ events }: EventRun): ReadonlyMap<number, number | null> {
  const ends = new Map<number, number | null>();
  let next: number | null = null;
  for (const { kind, span, at } of events.toReversed()) {
    if (!ends.has(span.bytes[0])) ends.set(span.bytes[0], next);
    if (TURNS.has(kind)) next = at;
  }
  return ends;
}

/** From the first line of each file until pip turns to something else. */
function timeOn(files: readonly SeenFile[], ends: ReadonlyMap<number, number | null>): number | null {
  const times = files.map(({ at, span }) => secondsBetween(at, ends.get(span.bytes[0]) ?? null));
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : known.reduce((total, time) => total + time, 0);
}

const TURNS: ReadonlySet<string> = new Set([
  "collecting",
  "processing",
  "downloading",
  "using-cached",
  "already-satisfied",
  "success",
  "conflict",
  "no-candidate",
]);
