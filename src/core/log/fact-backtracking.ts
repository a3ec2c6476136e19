import { normalizeName } from "../pep/name.ts";
import type { EventOf } from "./event.ts";
import type { ChangeFact } from "./fact-changes.ts";
import { filesOf, type SeenFile, secondsBetween } from "./fact-files.ts";
import type { EventRun } from "./fact-runs.ts";
import { type Size, sumSizes } from "./fact-size.ts";
import { uvBacktracking } from "./fact-uv-backtracking.ts";
import { groupBy } from "./group-by.ts";

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
  const files = filesOf(run);
  const rejected = run.events.filter((event): event is EventOf<"rejected"> => event.kind === "rejected");
  return [...groupBy(files, ({ name }) => name)].flatMap(([name, seen]) => {
    const versions = groupBy(seen, ({ version }) => version ?? "");
    if (versions.size < 2) return [];
    const chosen = installed.findLast((change) => change.name === name)?.version ?? null;
    const dropped = seen.filter(({ version }) => version !== chosen);
    return [
      {
        name,
        tried: [...versions.values()].flatMap((group) => toTried(group, rejected)),
        taken: chosen,
        size: sumSizes(dropped.map(({ size }) => size)),
        seconds: timeOn(dropped, run),
      },
    ];
  });
}

function toTried(group: readonly SeenFile[], rejected: readonly EventOf<"rejected">[]): readonly TriedVersion[] {
  const [first] = group;
  if (first === undefined || first.version === null) return [];
  const reasons = rejected.filter(
    ({ candidate }) =>
      candidate.version === first.version && candidate.name !== null && normalizeName(candidate.name) === first.name,
  );
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
  const wanted = requirement.replace(/\s*;.*$/, "");
  return requirer === null ? wanted : `${wanted} (${normalizeName(requirer.name ?? "")} ${requirer.version ?? ""})`;
}

/** From the first line of a file until pip turns to the next package or file. */
function timeOn(files: readonly SeenFile[], run: EventRun): number | null {
  const turns = run.events.filter(({ kind }) => TURNS.has(kind));
  const times = files.map((file) => {
    const next = turns.find(({ span }) => span.bytes[0] > file.span.bytes[0]);
    return secondsBetween(file.at, next?.at ?? null);
  });
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
