import type { EventKind, LogEvent, LogParse } from "../event.ts";
import type { Disagreement } from "./disagreements.ts";
import type { EventRun } from "./runs.ts";

/** What pip says only when it stops. */
const STOPS: ReadonlySet<EventKind> = new Set([
  "conflict",
  "conflict-causes",
  "hash-mismatch",
  "hash-missing",
  "no-candidate",
  "no-matching-distribution",
  "requires-python",
] satisfies EventKind[]);

/**
 * Events that the rest of their run contradicts: pip says that it cannot go on, and goes on to install. A reason for being
 * yanked, for one, can hold line breaks, and pip prints what stands behind them without indentation.
 */
export function refutedEvents(runs: readonly EventRun[]): ReadonlySet<LogEvent> {
  return new Set(
    runs.flatMap(({ tool, events }) => {
      if (tool !== "pip") return [];
      const end = events.findLastIndex(goesOn);
      return events.slice(0, Math.max(0, end)).filter((event) => STOPS.has(event.kind));
    }),
  );
}

function goesOn(event: LogEvent): boolean {
  if (event.kind === "success") return ["installed", "would-install", "downloaded"].includes(event.action);
  return event.kind === "installing";
}

/** The log without them. */
export function withoutRefuted(log: LogParse, refuted: ReadonlySet<LogEvent>): LogParse {
  return refuted.size === 0 ? log : { ...log, events: log.events.filter((event) => !refuted.has(event)) };
}

export function toContradictions(refuted: ReadonlySet<LogEvent>): readonly Disagreement[] {
  return [...refuted].map(({ kind, span }) => {
    const message = `A line says that pip cannot go on (${kind}), and the run goes on to install: claimed by output.`;
    return { kind: "claimed", name: null, text: kind, report: null, message, span };
  });
}
