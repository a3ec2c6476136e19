import type { Span } from "../event.ts";
import { type LogLine, spanOf } from "../reader/line.ts";

/** What a build printed, inside of an error of uv. */
export interface ChainOutput {
  readonly span: Span | null;
  /** uv's own hint at the end of the box (uv ≤ 0.11), as one line. */
  readonly hints: readonly string[];
}

export interface OutputReader {
  /** True when the line begins the output: `[stdout]`, `[stderr]`, `--- stdout:` (uv ≤ 0.4). */
  open(line: LogLine, margin: number): boolean;
  isOpen(): boolean;
  /** Something of uv's own follows. */
  shut(): void;
  /** False: the line stands further left than everything in the error does. */
  take(line: LogLine, margin: number): boolean;
  end(): ChainOutput;
}

const MARK = /^(?:\[(?:stdout|stderr)\]|--- (?:stdout|stderr):)$/;

/**
 * uv indents every line of the output, so that a build cannot get out of it; only below `  Caused by:` uv 0.5 to 0.11
 * indents nothing, and then everything up to the hint that they end with is output. What a build prints behind an empty
 * line looks the same as that hint, so only the last paragraph is taken for one.
 */
export function makeChainOutput(): OutputReader {
  let first: LogLine | null = null;
  let last: LogLine | null = null;
  let base = 0;
  let open = false;
  let blank = false;
  let hint: string[] = [];
  let beforeHint: LogLine | null = null;

  const startParagraph = (line: LogLine): void => {
    if (hint.length === 0) beforeHint = last;
    hint = line.text.startsWith("hint: ") && line.indent === base ? [line.text.slice("hint: ".length)] : [];
  };
  return {
    open(line, margin) {
      if (!MARK.test(line.text) || (line.indent !== margin && line.indent !== 0)) return false;
      first = line;
      last = line;
      base = line.indent;
      open = true;
      return true;
    },
    isOpen: () => open,
    shut() {
      open = false;
    },
    take(line, margin) {
      if (line.text === "") {
        blank = true;
        return true;
      }
      if (line.indent < Math.min(margin, base) && !line.redrawn) return false;
      if (base === 0 && hint.length > 0) return false;
      if (blank) startParagraph(line);
      else if (hint.length > 0) hint.push(line.text);
      blank = false;
      last = line;
      return true;
    },
    end() {
      if (first === null || last === null) return { span: null, hints: [] };
      const end = hint.length > 0 && beforeHint !== null ? beforeHint : last;
      return { span: spanOf(first, end), hints: hint.length === 0 ? [] : [hint.join(" ")] };
    },
  };
}
