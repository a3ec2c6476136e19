import type { Span } from "../log/event.ts";
import type { Evidence, Place } from "../report/model.ts";

export function logEvidence(file: string, span: Span): Evidence {
  return { kind: "log", file, lines: span.lines, bytes: span.bytes };
}

export function placeEvidence(places: readonly Place[]): readonly Evidence[] {
  return places.map((place) => ({ kind: "requirement", place }));
}
