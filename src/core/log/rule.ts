import type { EventBody } from "./event.ts";
import type { LogLine } from "./line.ts";

/**
 * One family of messages. A rule sees only lines that pip itself wrote: what a build printed has been set aside before
 * (by the rules `failure-box` and `running-command`). Patterns must be linear: anchored, no nested repetition.
 */
export interface LogRule {
  /** Kebab-case, as its file. */
  readonly name: string;
  /** Real lines that it reads, with the pip versions that print them. */
  readonly examples: readonly string[];
  /** Literal beginnings of `line.message`; `read` is only called for a line that has one of them. */
  readonly starts: readonly string[];
  /** `top`: only without indentation, which pip uses for the outer run alone · `any`: also inside of a package's block. */
  readonly level: "top" | "any";
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
}

/** What the parser remembers from line to line. */
export interface LogContext {
  /** The package whose block this is: the last `Collecting`, `Processing` or `Building … for`. As printed. */
  readonly package: string | null;
  /** The step that has started and not finished. */
  readonly step: { readonly text: string; readonly indent: number } | null;
}

export function isBlock(result: EventBody | Block): result is Block {
  return "take" in result;
}
