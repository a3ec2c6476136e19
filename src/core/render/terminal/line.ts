import { clip } from "../budget.ts";
import { defuse } from "../defuse.ts";
import { terminalText } from "../escape.ts";

export type Style = "error" | "warning" | "ok" | "notice" | "strong" | "dim" | "plain";

/** A piece of a line: foreign text may stand in it, it is made visible and defused on the way out. */
export type Segment = readonly [style: Style, text: string];
export type Line = readonly Segment[];

/** Select Graphic Rendition (ECMA-48 8.3.117): on and off. */
const CODES: Readonly<Record<Exclude<Style, "plain">, readonly [on: string, off: string]>> = {
  error: ["1;31", "22;39"],
  warning: ["1;33", "22;39"],
  ok: ["1;32", "22;39"],
  notice: ["1;36", "22;39"],
  strong: ["1", "22"],
  dim: ["2", "22"],
};

/** The lines as they are printed. Colour never changes a word, so that both forms read the same. */
export function paintLines(lines: readonly Line[], color: boolean): string {
  const painted = lines.map((line) => {
    const plain = line.map(([, text]) => terminalText(text)).join("");
    const safe = defuse(plain);
    // A line that had to be defused is printed without colour.
    if (!color || safe !== plain) return safe.trimEnd();
    return line.map(([style, text]) => paint(style, terminalText(text))).join("");
  });
  return `${painted.join("\n")}\n`;
}

function paint(style: Style, text: string): string {
  if (style === "plain" || text === "") return text;
  const [on, off] = CODES[style];
  return `\x1b[${on}m${text}\x1b[${off}m`;
}

/** Words broken at `width` columns, counted in code points; a longer word stands alone on its line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let length = 0;
  for (const word of terminalText(text).split(/\s+/u)) {
    const size = [...word].length;
    if (length > 0 && length + 1 + size > width) {
      lines.push(line);
      [line, length] = [word, size];
    } else {
      line = length > 0 ? `${line} ${word}` : word;
      length += size + (length > 0 ? 1 : 0);
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** A line of a log cut into rows of `width` columns, indentation kept; at most `rows` of them. */
export function cutRows(text: string, width: number, rows: number): string[] {
  const points = [...clip(terminalText(text), width * rows)];
  const count = Math.max(1, Math.ceil(points.length / width));
  return Array.from({ length: count }, (_, row) => points.slice(row * width, (row + 1) * width).join(""));
}

/** A label in a column of its own, the text wrapped beside it. */
export function labelled(label: string, text: string, width: number): Line[] {
  return wrap(text, Math.max(20, width - LABEL_WIDTH)).map((line, index) => [
    ["dim", `  ${(index === 0 ? label : "").padEnd(LABEL_WIDTH - 2)}`],
    ["plain", line],
  ]);
}

export const LABEL_WIDTH = 12;
