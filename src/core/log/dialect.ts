import type { EventBody, EventKind, LogFormat } from "./event.ts";
import type { LogRule } from "./rule.ts";

/** What one tool prints: its rules, and what its events mean for the run. A new tool is a folder with a dialect in it. */
export interface Dialect {
  readonly format: Exclude<LogFormat, "unknown">;
  /** Asked in this order, after those of the dialects before it in the list. */
  readonly rules: readonly LogRule[];
  /** Kinds that only this tool prints: one of them, and the log is of this format. */
  readonly telling: readonly EventKind[];
  /** Kinds after which the tool has more to say. */
  readonly beginning: readonly EventKind[];
  /** Kinds with which a run can end. */
  readonly ending: readonly EventKind[];
  /** Of kinds that end the run of this tool and not that of others. `seen`: the kinds before it in the same output. */
  readonly ends?: (event: EventBody, seen: ReadonlySet<EventKind>) => boolean;
}

/** Best first: what a log of several tools is about. Installers stand before what runs around and inside them. */
export const FORMATS: readonly Exclude<LogFormat, "unknown">[] = [
  "pip",
  "uv",
  "poetry",
  "pipenv",
  "pip-compile",
  "conda",
  "cibuildwheel",
  "backend",
  "buildkit",
  "legacy-docker",
];
