import type { EventBody, EventKind } from "./event.ts";
import type { LinePlace, LogLine } from "./reader/line.ts";

/**
 * One family of messages. A rule sees only lines that pip itself wrote: what a build printed has been set aside before
 * (by the rules `failure-box` and `running-command`). Patterns must be linear: anchored, no nested repetition.
 */
export interface LogRule {
  /** Kebab-case, as its file. */
  readonly name: string;
  /** Real lines that it reads, with the pip versions that print them. */
  readonly examples: readonly string[];
  /**
   * Literal beginnings of `line.message`; `read` is only called for a line that has one of them. Lines are told by these
   * bytes before they are decoded: the longer and the rarer, the better.
   */
  readonly starts: readonly string[];
  /** With `starts` of `""`: only lines with one of these labels … */
  readonly labels?: readonly LogLine["label"][];
  /**
   * … or that go on with one of these texts behind one or two words, for messages that begin with a name and a version.
   * Each begins with a space; only for rules of level `top`.
   */
  readonly contains?: readonly string[];
  /**
   * What every line with one of its beginnings is, for messages that come in thousands. When enough events of the kind are
   * kept, the rest is counted by these beginnings and not read.
   */
  readonly kind?: EventKind;
  /** `top`: only without indentation, which pip uses for the outer run alone · `any`: also inside of a package's block. */
  readonly level: "top" | "any";
  /** For level `any`: the deepest indentation that it reads; any when left out. */
  readonly deepest?: number;
  read(line: LogLine, context: LogContext): RuleResult;
}

/** What a line is: an event, the first line of several, a line that is known and says nothing, or not this rule's. */
export type RuleResult = EventBody | Block | "known" | null;

/** A message of several lines, being read. */
export interface Block {
  /** False: the line is not part of it; it will be read anew, after `close`. */
  take(line: LogLine): boolean;
  /** Called once, at the end. Null when there is nothing to say. `cut`: the log ended inside. */
  close(cut: boolean): EventBody | null;
  /** Its lines may bear the mark of another output: BuildKit's copies of a step's lines. All lines are its own then. */
  readonly takesStreams?: true;
  /** Of a block around foreign output, which can be gigabytes. */
  readonly passing?: Passing;
}

/** How a block says which lines it takes whatever they say: these are only counted, never decoded. */
export interface Passing {
  /**
   * Whether a line is only counted. Not asked for blank lines, nor for those that a terminal would show otherwise.
   *
   * @param head the first two bytes behind the indentation, as one number: `headOf("er")`
   */
  passes(indent: number, head: number): boolean;
  /** Takes the line that passes. */
  pass(line: LinePlace): void;
}

/** The first two bytes of a text as `Passing.passes` gets them; the second is 0 when there is none. */
export function headOf(text: string): number {
  const [first, second] = [text.charCodeAt(0), text.length > 1 ? text.charCodeAt(1) : 0];
  if (first < 0x80 && second < 0x80) return first * 256 + second;
  const bytes = Buffer.from(text);
  return (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
}

/** What the parser remembers from line to line. */
export interface LogContext {
  /** The package whose block this is: the last `Collecting`, `Processing` or `Building … for`. As printed. */
  readonly package: string | null;
  /** The step that has started and not finished. */
  readonly step: { readonly text: string; readonly indent: number } | null;
  /** Progress for a terminal has been seen: what steps of an image printed stands nowhere but in BuildKit's excerpt. */
  readonly terminal: boolean;
}

export function isBlock(result: EventBody | Block): result is Block {
  return (result as Block).take !== undefined;
}
