import { type RunnerCommand, runnerCommands } from "../runner-commands.ts";

export interface RunnerAnnotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly title: string | null;
}

/** What the runner makes of a step's output. */
export interface StepLog {
  /** Every obeyed command, in order. */
  readonly commands: readonly RunnerCommand[];
  /** At most 10 of a level, messages of at most 4,096 characters. */
  readonly annotations: readonly RunnerAnnotation[];
  /** Annotations over the limit: they stay in the log and are shown nowhere else. */
  readonly droppedAnnotations: number;
  readonly masks: readonly string[];
  /** As the log page shows it: each line with the values masked that were known when it came. */
  readonly text: string;
}

/** Limits of the runner: ExecutionContext.cs, `_maxCountPerIssueType` and `_maxIssueMessageLength`. */
const ANNOTATIONS_PER_LEVEL = 10;
const MESSAGE_LIMIT = 4096;

export function readStepLog(lines: readonly string[], earlierMasks: readonly string[] = []): StepLog {
  const commands = runnerCommands(lines.join("\n"));
  const masks = [...earlierMasks];
  const text = lines.map(makeMasker(commands, masks)).join("\n");
  const all = commands.flatMap(toAnnotation);
  const annotations = all.filter(
    (annotation, index) =>
      all.slice(0, index).filter(({ level }) => level === annotation.level).length < ANNOTATIONS_PER_LEVEL,
  );
  return { commands, annotations, droppedAnnotations: all.length - annotations.length, masks, text };
}

export function mask(text: string, masks: readonly string[]): string {
  const longestFirst = [...masks].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, "***"), text);
}

/**
 * Walks through the lines beside the obeyed commands and adds each mask at the line of its own command. Lines between
 * `stop-commands` and its token are no commands, whatever they look like.
 */
function makeMasker(commands: readonly RunnerCommand[], masks: string[]): (line: string) => string {
  let next = 0;
  let stop: string | null = null;
  return (line) => {
    const expected = commands[next];
    if (stop !== null) {
      if (line.trimStart().startsWith(`::${stop}::`) || line.includes(`##[${stop}]`)) stop = null;
    } else if (expected !== undefined && isCommand(line, expected)) {
      next += 1;
      const name = expected.command.toLowerCase();
      if (name === "stop-commands") stop = expected.data;
      if (name === "add-mask") masks.push(...linesOf(expected.data));
    }
    return mask(line, masks);
  };
}

function isCommand(line: string, expected: RunnerCommand): boolean {
  const [command] = runnerCommands(line);
  return command !== undefined && command.command === expected.command && command.data === expected.data;
}

/** A mask of several lines hides each of them as well as the whole. */
function linesOf(secret: string): string[] {
  return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter((line) => line.trim() !== "");
}

function toAnnotation({ command, properties, data }: RunnerCommand): RunnerAnnotation[] {
  const level = command.toLowerCase();
  if (level !== "error" && level !== "warning" && level !== "notice") return [];
  const number = (name: string) => (/^\d+$/.test(properties[name] ?? "") ? Number(properties[name]) : null);
  return [
    {
      level,
      message: data.slice(0, MESSAGE_LIMIT),
      file: properties.file ?? null,
      line: number("line"),
      column: number("col"),
      endLine: number("endLine"),
      title: properties.title ?? null,
    },
  ];
}
