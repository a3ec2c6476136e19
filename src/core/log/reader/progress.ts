import { FORMATS } from "../dialect.ts";
import type { EventBody, EventKind, LogFormat } from "../event.ts";
import { fileProject } from "../names.ts";
import type { LogContext } from "../rule.ts";
import { DIALECTS } from "../rules/index.ts";
import type { LogLine } from "./line.ts";

/** What the parser knows of a run so far, for rules that need the lines before. */
export interface Progress {
  /** One object, changed from line to line. */
  readonly context: LogContext;
  observe(body: EventBody): void;
  /** The same for an event of which only the kind is known. */
  glance(kind: EventKind): void;
  /** A line is about to be read by the rules. */
  enter(line: LogLine): void;
  /** What was recognised, in the order of `FORMATS`. */
  formats(): readonly LogFormat[];
  /** Of the first of them, when it says so. */
  version(): string | null;
  /** Whether a tool has begun something that it has to end. */
  hasBegun(): boolean;
  /** Whether the tool has said how its (last) run ended. */
  hasEnded(): boolean;
}

/** What an event of some kind means for the run. */
interface Meaning {
  readonly format: LogFormat | null;
  readonly begins: boolean;
  readonly ends: boolean;
}

const MEANINGS: ReadonlyMap<EventKind, Meaning> = new Map(
  DIALECTS.flatMap(({ telling, beginning, ending }) => [...telling, ...beginning, ...ending]).map((kind) => [
    kind,
    {
      format: DIALECTS.findLast(({ telling }) => telling.includes(kind))?.format ?? null,
      begins: DIALECTS.some(({ beginning }) => beginning.includes(kind)),
      ends: DIALECTS.some(({ ending }) => ending.includes(kind)),
    },
  ]),
);

/** Kinds whose events name the package that the next lines are about. */
export const NAMING: ReadonlySet<EventKind> = new Set<EventKind>([
  "collecting",
  "already-satisfied",
  "processing",
  "obtaining",
]);

const ENDS = DIALECTS.flatMap(({ ends }) => ends ?? []);
const MEANS_NOTHING: Meaning = { format: null, begins: false, ends: false };

export function makeProgress(): Progress {
  const context: { -readonly [K in keyof LogContext]: LogContext[K] } = { package: null, step: null, terminal: false };
  let stepIndent = 0;
  const formats = new Set<LogFormat>();
  const seen = new Set<EventKind>();
  const versions = new Map<LogFormat, string>();
  let lastTold: LogFormat | null = null;
  let begun = false;
  let ended = false;

  const enterStep = (event: EventBody & { kind: "step" }): void => {
    if (event.phase === "finished") context.step = null;
    else context.step = { text: event.step, indent: stepIndent };
    if (event.package !== null) context.package = event.package;
  };
  const note = ({ format, begins, ends }: Meaning, tool: LogFormat | undefined): void => {
    const told = tool ?? format;
    if (told !== null && told !== lastTold) {
      formats.add(told);
      lastTold = told;
    }
    begun ||= begins;
    ended = (ended && !begins) || ends;
  };
  return {
    context,
    glance(kind) {
      note(MEANINGS.get(kind) ?? MEANS_NOTHING, undefined);
    },
    observe(event) {
      note(MEANINGS.get(event.kind) ?? MEANS_NOTHING, event.tool);
      ended ||= ENDS.some((ends) => ends(event, seen));
      seen.add(event.kind);
      if (event.kind === "using-pip") {
        versions.set("pip", event.version);
        context.step = null;
      } else if (event.kind === "tool-started") {
        if (event.version !== null) versions.set(event.tool, event.version);
      } else if (event.kind === "step") enterStep(event);
      else if (event.kind === "collecting" || event.kind === "already-satisfied") context.package = event.name;
      else if (event.kind === "obtaining") context.package = event.name;
      else if (event.kind === "docker-terminal") context.terminal = true;
      else if (event.kind === "processing") context.package = fileProject(event.path);
      else if (event.kind === "build-failed" && event.via === "summary") ended = true;
    },
    enter(line) {
      stepIndent = line.indent;
    },
    formats: () => FORMATS.filter((format) => formats.has(format)),
    version: () => {
      const main = FORMATS.find((format) => formats.has(format));
      return main === undefined ? null : (versions.get(main) ?? null);
    },
    hasBegun: () => begun,
    hasEnded: () => ended && context.step === null,
  };
}
