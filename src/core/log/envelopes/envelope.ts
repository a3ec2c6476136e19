import type { LogFormat } from "../event.ts";

/**
 * What another program writes in front of every line: a time, a step, a name. Below it indentation carries meaning, so an
 * envelope takes off exactly what that program has put there.
 *
 * All of it works on bytes, since each line of the log passes here and few of them are ever decoded.
 */
export interface Envelope {
  /** Kebab-case, as its file. */
  readonly name: string;
  /** Real lines that bear it. */
  readonly examples: readonly string[];
  /** The format that it tells, when its program has one of its own. */
  readonly format?: Exclude<LogFormat, "unknown">;
  /**
   * Where it can turn up for the first time; from then on it is looked for in every line.
   * `anywhere`: in any line that is not inside of a build's output; its first byte is a digit or `#` ·
   * `first-line`: in the log's first line, or behind a line that begins with `announcement`.
   */
  readonly begins: "anywhere" | "first-line";
  readonly announcement?: string;
  /** Offset behind the prefix that begins at `from`, or -1. */
  end(bytes: Buffer, from: number, to: number): number;
  /** The time that the prefix `[from, end)` states, in milliseconds. */
  time?(bytes: Buffer, from: number, end: number): number | null;
  /** End of the key `[from, …)` in the prefix, when the program lets several outputs interleave: lines of one key belong together. */
  keyEnd?(bytes: Buffer, from: number, end: number): number;
}

/** A line of the file that holds pieces of other outputs, such as BuildKit's `rawjson`. Made anew for each log. */
export interface Unfolder {
  readonly format: Exclude<LogFormat, "unknown">;
  /** Whether `bytes[from, to)` is such a line. Asked once for each line that begins with `{`. */
  recognises(bytes: Buffer, from: number, to: number): boolean;
  unfold(bytes: Buffer, from: number, to: number): readonly Piece[];
  /** What is left when the log ends: lines whose newline has not come. */
  end(): readonly Piece[];
}

/** A line in a line: its span is that of the line of the file which it came in. */
export interface Piece {
  /** Null: it goes where lines without an envelope go. */
  readonly stream: string | null;
  readonly text: string;
  /** Milliseconds. */
  readonly at: number | null;
}
