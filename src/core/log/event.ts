import type { DockerEventBody } from "./events/docker.ts";
import type { PipEventBody } from "./events/pip.ts";
import type { ResolverEventBody } from "./events/resolver.ts";
import type { ToolEventBody, ToolName } from "./events/tool.ts";
import type { UvEventBody } from "./events/uv.ts";

export type { BrokenRequirement, HashMismatch, HashMissing, PrintedCause } from "./events/pip.ts";

/** Where in the log something stands. */
export interface Span {
  /** First and last line, 1-based, inclusive. */
  readonly lines: readonly [number, number];
  /** Start and end offset in bytes, end exclusive. */
  readonly bytes: readonly [number, number];
}

/** One thing that a log says. `at`: milliseconds on the log's own clock (only differences mean something), or null. */
export type LogEvent = EventBody & {
  readonly span: Span;
  readonly at: number | null;
  /** Which of several interleaved outputs it comes from, e.g. the vertex `#12` of BuildKit; absent when there is one. */
  readonly stream?: string;
};

export type EventKind = EventBody["kind"];
export type EventOf<K extends EventKind> = Extract<LogEvent, { readonly kind: K }>;

/** What kind of file a name in the log stands for; `metadata` is a wheel's sidecar (PEP 658), not a download of the wheel. */
export type ArtifactKind = "wheel" | "sdist" | "metadata" | "other";

/**
 * What a rule makes out of lines: a union of one file for each tool, see `events/`. Names are as printed. `tool`: who says
 * it, where it is not the tool that the kind is named after; it tells the format of the log.
 */
export type EventBody = (PipEventBody | UvEventBody | DockerEventBody | ResolverEventBody | ToolEventBody) & {
  readonly tool?: ToolName;
};

/** A tool whose output is known. A log can be of several, one inside the other: BuildKit around pip, pip around cmake. */
export type LogFormat =
  | "pip"
  | "uv"
  | "poetry"
  | "pip-compile"
  | "pipenv"
  | "conda"
  | "cibuildwheel"
  | "buildkit"
  | "legacy-docker"
  | "backend"
  | "unknown";

/** What a whole log says. */
export interface LogParse {
  /** The tool that the log is about: the installer before what runs around it. `unknown` when none was recognised. */
  readonly format: LogFormat;
  /** Every tool and envelope that was recognised, in the order of `FORMATS` (`dialect.ts`). */
  readonly formats: readonly LogFormat[];
  /** Of the tool that wrote it, when it says so. */
  readonly toolVersion: string | null;
  /** In the order of their first lines; at most `EVENT_LIMIT`, `droppedEvents` counts the rest. */
  readonly events: readonly LogEvent[];
  readonly droppedEvents: number;
  /** False when the log stops before the tool had said how it ended. */
  readonly complete: boolean;
  /** Lines outside of any build's output that no rule knows, blank ones not counted. */
  readonly unmatchedLines: number;
  readonly lines: number;
}
