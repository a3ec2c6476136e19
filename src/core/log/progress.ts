import { FORMATS } from "./dialect.ts";
import type { EventKind, LogEvent, LogFormat } from "./event.ts";
import type { LogLine } from "./line.ts";
import { fileProject } from "./names.ts";
import type { LogContext } from "./rule.ts";
import { DIALECTS } from "./rules/index.ts";

/** What the parser knows of the run so far, for rules that need the lines before. */
export interface Progress {
  context(): LogContext;
  observe(event: LogEvent): void;
  /** A line is about to be read by the rules. */
  enter(line: LogLine): void;
  /** What was recognised, in the order of `FORMATS`. */
  formats(): readonly LogFormat[];
  version(): string | null;
  /** Whether pip has said how its (last) run ended. */
  hasEnded(): boolean;
}

const BEGINNING: ReadonlySet<EventKind> = new Set(DIALECTS.flatMap((dialect) => dialect.beginning));
const ENDING: ReadonlySet<EventKind> = new Set(DIALECTS.flatMap((dialect) => dialect.ending));
/** The format that a kind tells. */
const TELLING: ReadonlyMap<EventKind, LogFormat> = new Map(
  DIALECTS.flatMap(({ telling, format }) => telling.map((kind) => [kind, format] as const)),
);

export function makeProgress(): Progress {
  let current: string | null = null;
  let step: LogContext["step"] = null;
  let stepIndent = 0;
  const formats = new Set<LogFormat>();
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
      const format = TELLING.get(event.kind);
      if (format !== undefined) formats.add(format);
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
    formats: () => FORMATS.filter((format) => formats.has(format)),
    version: () => version,
    hasEnded: () => ended && step === null,
  };
}
