import type { EventKind, LogEvent } from "./event.ts";
import type { LogLine } from "./line.ts";
import { fileProject } from "./names.ts";
import type { LogContext } from "./rule.ts";

/** What the parser knows of the run so far, for rules that need the lines before. */
export interface Progress {
  context(): LogContext;
  observe(event: LogEvent): void;
  /** A line is about to be read by the rules. */
  enter(line: LogLine): void;
  isPip(): boolean;
  version(): string | null;
  /** Whether pip has said how its (last) run ended. */
  hasEnded(): boolean;
}

/** Kinds that only pip prints: one of them and the log is pip's. */
const TELLING: ReadonlySet<EventKind> = new Set<EventKind>([
  "using-pip",
  "looking-in",
  "collecting",
  "processing",
  "already-satisfied",
  "conflict",
  "no-candidate",
  "no-matching-distribution",
  "created-wheel",
  "build-failed",
  "hash-mismatch",
  "hash-missing",
  "success",
]);

/** Kinds after which pip has more to say. */
const BEGINNING: ReadonlySet<EventKind> = new Set<EventKind>([
  "using-pip",
  "collecting",
  "processing",
  "downloading",
  "using-cached",
]);

/** Kinds with which a run of pip can end. */
const ENDING: ReadonlySet<EventKind> = new Set<EventKind>([
  "success",
  "conflict-causes",
  "no-matching-distribution",
  "hash-mismatch",
  "hash-missing",
  "requires-python",
  "error",
  "error-box",
  "already-satisfied",
]);

export function makeProgress(): Progress {
  let current: string | null = null;
  let step: LogContext["step"] = null;
  let stepIndent = 0;
  let pip = false;
  let version: string | null = null;
  let ended = false;

  const enterStep = (event: LogEvent & { kind: "step" }): void => {
    if (event.phase === "finished") step = null;
    else step = { text: event.step, indent: stepIndent };
    if (event.package !== null) current = event.package;
  };
  return {
    context: () => ({ package: current, step }),
    observe(event) {
      if (TELLING.has(event.kind)) pip = true;
      if (BEGINNING.has(event.kind)) ended = false;
      if (ENDING.has(event.kind)) ended = true;
      if (event.kind === "using-pip") {
        version = event.version;
        step = null;
      } else if (event.kind === "step") enterStep(event);
      else if (event.kind === "collecting" || event.kind === "already-satisfied") current = event.name;
      else if (event.kind === "processing") current = fileProject(event.path);
      else if (event.kind === "build-failed" && event.via === "summary") ended = true;
    },
    enter(line) {
      stepIndent = line.indent;
    },
    isPip: () => pip,
    version: () => version,
    hasEnded: () => ended && step === null,
  };
}
