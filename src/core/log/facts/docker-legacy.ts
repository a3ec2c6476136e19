import { parseInstruction } from "../buildkit/vertex-name.ts";
import type { EventOf, LogEvent } from "../event.ts";
import type { LegacyBuilder } from "../events/docker.ts";
import { type DockerFailure, type DockerStep, placeOfParseError } from "./docker-step.ts";

export interface LegacyFacts {
  readonly builder: LegacyBuilder;
  readonly steps: readonly DockerStep[];
  readonly failure: DockerFailure | null;
}

/**
 * Steps of builders that run one instruction after the other: a step is over when the next one begins. Null when none of
 * them wrote in the log. The line of an instruction is not in it.
 */
export function legacySteps(events: readonly LogEvent[]): LegacyFacts | null {
  const begins = events.filter((event): event is EventOf<"legacy-step"> => event.kind === "legacy-step");
  const failed = events.find((event): event is EventOf<"legacy-failed"> => event.kind === "legacy-failed") ?? null;
  const builder = begins[0]?.builder ?? failed?.builder;
  if (builder === undefined) return null;
  const isBuilt = events.some((event) => event.kind === "legacy-built");
  let stage: string | null = null;
  const steps = begins.map((begin, index): DockerStep => {
    const next = begins[index + 1];
    const inside = events.filter((event) => isBetween(event, begin, next));
    const end = inside.at(-1)?.span ?? begin.span;
    const { instruction, text } = parseInstruction(begin.name);
    if (instruction === "FROM") stage = / as (\S+)$/i.exec(text)?.[1] ?? null;
    const fails = inside.some((event) => event.kind === "legacy-failed");
    const isCached = inside.some((event) => event.kind === "legacy-cached");
    const isOver = next !== undefined || isBuilt;
    return {
      ...{ id: begin.id ?? String(index + 1), name: begin.name, kind: "step", target: null, stage, platform: null },
      ...{ instruction, text, seconds: null, clipped: null, place: null, stream: null },
      status: fails ? "failed" : isCached ? "cached" : isOver ? "done" : "unfinished",
      span: { lines: [begin.span.lines[0], end.lines[1]], bytes: [begin.span.bytes[0], end.bytes[1]] },
    };
  });
  return { builder, steps, failure: failed === null ? null : failureOf(failed, steps) };
}

function isBetween(event: LogEvent, from: LogEvent, to: LogEvent | undefined): boolean {
  const at = event.span.bytes[0];
  return at >= from.span.bytes[0] && (to === undefined || at < to.span.bytes[0]);
}

function failureOf(failed: EventOf<"legacy-failed">, steps: readonly DockerStep[]): DockerFailure {
  const { message, command, exitCode, span } = failed;
  const step = steps.findLast((item) => item.status === "failed") ?? null;
  const place = placeOfParseError(message);
  return { step, message, command, exitCode, place, emulator: false, excerpt: null, span };
}
