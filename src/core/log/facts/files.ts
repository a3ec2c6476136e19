import { normalizeName } from "../../pep/name.ts";
import type { EventOf, LogEvent, Span } from "../event.ts";
import { artifactKind, fileProject, fileVersion } from "../names.ts";
import type { EventRun } from "./runs.ts";
import { parseSize, type Size } from "./size.ts";

/** A file that a run of pip took in hand for a candidate, taken in the end or not. */
export interface SeenFile {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string | null;
  readonly file: string;
  /** `metadata`: only the wheel's sidecar (PEP 658) was read. */
  readonly artifact: "wheel" | "sdist" | "metadata";
  readonly source: "downloaded" | "http-cache" | "wheel-cache" | "local";
  /** Where a local file lies, or the address of a download where pip prints one. */
  readonly where: string | null;
  readonly size: Size | null;
  /** From the log's time stamps; null without them. */
  readonly seconds: number | null;
  readonly span: Span;
  readonly at: number | null;
}

/**
 * Every file once, in the order of the run. pip 22.3 – 23.1.2 prints every download that it had put off twice, and one
 * run never needs the same file from an index two times.
 */
export function filesOf(run: EventRun): readonly SeenFile[] {
  const files = new Map<string, SeenFile>();
  run.events.forEach((event, index) => {
    const seen = toSeen(event, run.events[index + 1]);
    const key = seen === null ? "" : `${seen.source} ${seen.artifact} ${seen.file}`;
    if (seen !== null && !files.has(key)) files.set(key, seen);
  });
  return [...files.values()];
}

type FileEvent = EventOf<"downloading" | "using-cached" | "processing">;

function toSeen(event: LogEvent, next: LogEvent | undefined): SeenFile | null {
  if (event.kind !== "downloading" && event.kind !== "using-cached" && event.kind !== "processing") return null;
  const file = event.kind === "processing" ? lastPart(event.path) : withoutSidecar(event.file);
  const name = fileProject(file);
  const artifact = event.kind !== "processing" && event.artifact === "metadata" ? "metadata" : artifactKind(file);
  if (name === null || artifact === "other") return null;
  return {
    name: normalizeName(name),
    version: fileVersion(file),
    file,
    artifact,
    source: sourceOf(event),
    where: event.kind === "processing" ? event.path : event.kind === "downloading" ? event.url : null,
    size: event.kind === "processing" ? null : parseSize(event.size),
    seconds: event.kind === "downloading" ? downloadTime(event, next) : null,
    span: event.span,
    at: event.at,
  };
}

/** pip works on one thing at a time: a download lasts until the next event. Without stamps the bar knows (pip ≥ 25.2). */
function downloadTime(event: LogEvent, next: LogEvent | undefined): number | null {
  const stated = next?.kind === "download-progress" ? next.seconds : null;
  return secondsBetween(event.at, next?.at ?? null) ?? stated;
}

function sourceOf(event: FileEvent): SeenFile["source"] {
  if (event.kind === "downloading") return "downloaded";
  if (event.kind === "processing") return "local";
  return event.cache === "http" ? "http-cache" : "wheel-cache";
}

/** `x.whl.metadata` → `x.whl`: both are the same candidate. */
function withoutSidecar(file: string): string {
  return file.endsWith(".metadata") ? file.slice(0, -".metadata".length) : file;
}

/** Null when a stamp is missing or the clock was turned back. */
export function secondsBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : (to - from) / 1_000;
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
