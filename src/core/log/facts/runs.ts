import type { EventKind, LogEvent, LogParse } from "../event.ts";
import { FAILING_WORDS } from "./failing-words.ts";

/** The events of one run of an installer. A log can hold several: `pip install -U pip && pip install …`, stages of a build. */
export interface EventRun {
  readonly tool: "pip" | "uv" | null;
  /** The interleaved output that it belongs to, e.g. `#12`; null when the log has one only. */
  readonly stream: string | null;
  readonly events: readonly LogEvent[];
}

/** After one of these pip has said how the run ended. `Saved …` is not one: pip download says it in the middle too. */
const LAST_WORDS: ReadonlySet<EventKind> = new Set(FAILING_WORDS);

/** What only the next run can say, once the one before has ended. */
const FIRST_WORDS: ReadonlySet<EventKind> = new Set([
  "looking-in",
  "collecting",
  "processing",
  "already-satisfied",
] satisfies EventKind[]);

/** Cuts the events of every stream where a new run begins. Events of BuildKit itself belong to none. */
export function splitRuns(log: LogParse): readonly EventRun[] {
  const streams = new Map<string | null, LogEvent[][]>();
  const ended = new Map<string | null, boolean>();
  for (const event of log.events) {
    if (event.kind.startsWith("docker-") || event.kind.startsWith("legacy-")) continue;
    const stream = event.stream ?? null;
    const runs = streams.get(stream) ?? [];
    streams.set(stream, runs);
    const current = runs.at(-1);
    if (current === undefined || begins(event, current, ended.get(stream) === true)) {
      runs.push([event]);
      ended.set(stream, false);
    } else current.push(event);
    if (ends(event)) ended.set(stream, true);
  }
  return [...streams]
    .flatMap(([stream, runs]) => runs.map((events) => ({ tool: toolOf(events), stream, events })))
    .filter((run) => run.tool !== null)
    .sort((a, b) => (a.events[0]?.span.bytes[0] ?? 0) - (b.events[0]?.span.bytes[0] ?? 0));
}

function begins(event: LogEvent, current: readonly LogEvent[], ended: boolean): boolean {
  if (event.kind === "using-pip") return true;
  if (event.kind === "uv-interpreter" || (event.kind === "uv-environment" && !event.created)) {
    return ended || current.some((other) => other.kind === "uv-phase");
  }
  if (event.kind === "uv-phase" && event.phase === "resolved") {
    return current.some((other) => other.kind === "uv-phase" && other.phase !== "resolved");
  }
  return ended && FIRST_WORDS.has(event.kind);
}

function ends(event: LogEvent): boolean {
  if (event.kind === "success") return event.action !== "saved";
  if (event.kind === "build-failed") return event.via === "summary";
  return LAST_WORDS.has(event.kind);
}

function toolOf(events: readonly LogEvent[]): EventRun["tool"] {
  for (const { kind, tool } of events) {
    if (tool === "uv" || (kind.startsWith("uv-") && !UNSURE_KINDS.has(kind))) return "uv";
    if (PIP_KINDS.has(kind)) return "pip";
  }
  return null;
}

/** In the shape of many programs: uv's only beside others of it. */
const UNSURE_KINDS: ReadonlySet<EventKind> = new Set(["uv-error", "uv-hint", "uv-lock-change"] satisfies EventKind[]);

const PIP_KINDS: ReadonlySet<EventKind> = new Set([
  "using-pip",
  "looking-in",
  "collecting",
  "processing",
  "already-satisfied",
  "downloading",
  "using-cached",
  "success",
  "build-failed",
  "created-wheel",
  "conflict",
  "conflict-causes",
  "no-candidate",
  "no-matching-distribution",
  "hash-mismatch",
  "hash-missing",
  "requires-python",
  "error",
  "error-box",
  "network",
  "step",
] satisfies EventKind[]);
