import { parseProcessError } from "../buildkit/process-error.ts";
import { parseVertexName } from "../buildkit/vertex-name.ts";
import type { EventOf, LogEvent, LogParse, Span } from "../event.ts";
import type { LegacyBuilder } from "../events/docker.ts";
import { legacySteps } from "./docker-legacy.ts";
import { type DockerFailure, type DockerStep, placeOfParseError } from "./docker-step.ts";

export type { DockerFailure, DockerfilePlace, DockerStep } from "./docker-step.ts";

/** What the log of a build of an image says of the build itself. */
export interface DockerFacts {
  readonly builder: "buildkit" | LegacyBuilder;
  /** In the order in which they are first named. */
  readonly steps: readonly DockerStep[];
  readonly failure: DockerFailure | null;
  /** Output of at least one step is not whole: whatever is counted in it is a lower bound. */
  readonly clipped: boolean;
  /** Progress for a terminal: only what the failed step printed is in the log. `--progress=plain` keeps all. */
  readonly terminal: boolean;
}

/** Adds up what builders say; null when none of them wrote in this log. */
export function reduceDocker(log: Pick<LogParse, "events">): DockerFacts | null {
  const events = log.events.filter(isBuilders);
  const legacy = legacySteps(events);
  const steps = legacy?.steps ?? buildkitSteps(events);
  const terminal = events.some((event) => event.kind === "docker-terminal");
  const failed = last(events, "docker-failed");
  if (legacy === null && steps.length === 0 && failed === null && !terminal) return null;
  const failure = legacy === null ? buildkitFailure(events, steps, failed) : legacy.failure;
  return {
    builder: legacy?.builder ?? "buildkit",
    steps: steps.map((step) => (step.id === failure?.step?.id ? { ...step, place: failure.place } : step)),
    failure,
    clipped: steps.some((step) => step.clipped !== null),
    terminal,
  };
}

/** A step can print whatever a builder says; that it was clipped stands among its own lines. */
function isBuilders({ kind, stream }: LogEvent): boolean {
  return kind === "docker-clipped" || stream === undefined || !STEP_STREAM.test(stream);
}

const STEP_STREAM = /(?:^| )#\d{1,9}$/;

type Draft = { -readonly [K in keyof DockerStep]: DockerStep[K] };

function buildkitSteps(events: readonly LogEvent[]): readonly DockerStep[] {
  const steps = new Map<string, Draft>();
  for (const event of events) {
    if (event.kind === "docker-step" && !steps.has(event.id)) steps.set(event.id, draftOf(event));
    else if (event.kind === "docker-step-end") endStep(steps.get(event.id), event);
    else if (event.kind === "docker-clipped" && event.stream !== undefined) {
      const step = steps.get(event.stream.slice(event.stream.lastIndexOf("#") + 1));
      if (step !== undefined) step.clipped = event.limit;
    }
  }
  return [...steps.values()];
}

function draftOf({ id, name, span, stream }: EventOf<"docker-step">): Draft {
  const { kind, target, stage, platform, instruction, text } = parseVertexName(name);
  const outer = stream === undefined ? "" : `${stream} `;
  return {
    ...{ id, name, kind, target, stage, platform, instruction, text, span },
    ...{ status: "unfinished", seconds: null, clipped: null, place: null, stream: `${outer}#${id}` },
  };
}

function endStep(step: Draft | undefined, end: EventOf<"docker-step-end">): void {
  if (step === undefined) return;
  step.status = end.outcome;
  step.seconds = end.seconds;
  step.span = { lines: [step.span.lines[0], end.span.lines[1]], bytes: [step.span.bytes[0], end.span.bytes[1]] };
}

function buildkitFailure(
  events: readonly LogEvent[],
  steps: readonly DockerStep[],
  word: EventOf<"docker-failed"> | null,
): DockerFailure | null {
  const source = last(events, "docker-source");
  const excerpt = last(events, "docker-excerpt");
  const end = failedEnd(events, word);
  const message = word?.message ?? end?.message ?? null;
  const where = word ?? end;
  if (message === null || where === null) return null;
  const named = steps.find((step) => step.id === end?.id) ?? stepOfExcerpt(excerpt);
  const place = source === null ? placeOfParseError(message) : { file: source.file, lines: source.marked };
  const process = parseProcessError(message);
  return {
    step: named === null ? null : { ...named, status: "failed", place },
    message,
    command: process?.command ?? null,
    exitCode: process?.exitCode ?? null,
    place,
    emulator: process?.emulator ?? false,
    excerpt: excerpt === null ? null : (excerpt.output ?? between(excerpt.span, (source ?? where).span)),
    span: where.span,
  };
}

/** Of several steps that failed: the one whose error is the build's. */
function failedEnd(events: readonly LogEvent[], word: EventOf<"docker-failed"> | null) {
  const ends = events.filter(
    (event): event is EventOf<"docker-step-end"> => event.kind === "docker-step-end" && event.outcome === "failed",
  );
  const same = ends.find((end) => end.message !== null && word?.message.includes(end.message) === true);
  return same ?? ends[0] ?? null;
}

/** Behind progress for a terminal the lines of the excerpt are read like any others. */
function between({ lines, bytes }: Span, next: Span): Span | null {
  if (next.bytes[0] <= bytes[1]) return null;
  return { lines: [lines[1] + 1, next.lines[0] - 1], bytes: [bytes[1], next.bytes[0]] };
}

/** With progress for a terminal the excerpt is the only place that names the step. */
function stepOfExcerpt(excerpt: EventOf<"docker-excerpt"> | null): DockerStep | null {
  if (excerpt === null) return null;
  return { ...draftOf({ ...excerpt, kind: "docker-step", id: "" }), stream: null };
}

function last<K extends LogEvent["kind"]>(events: readonly LogEvent[], kind: K): EventOf<K> | null {
  return events.findLast((event): event is EventOf<K> => event.kind === kind) ?? null;
}
