import { wordsOf } from "./printable.ts";
import type { RawLine } from "./raw-line.ts";

/**
 * Escape sequences of terminals (ECMA-48): CSI such as colours and cursor moves, OSC such as hyperlinks (ended by BEL
 * or ST), and the short ones. Each alternative stops at the next ESC, so matching is linear.
 */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]+[0-~]?|[0-~])?/g;

const ESCAPE = 0x1b;

/**
 * A line without escape sequences; what they colour and link stays. Envelopes are looked for behind this: docker compose
 * colours the names of its services.
 */
export function withoutEscapes(line: RawLine): RawLine {
  if (line.plain) return line;
  const at = line.bytes.indexOf(ESCAPE, line.from);
  if (at === -1 || at >= line.to) return line;
  const bytes = Buffer.from(line.bytes.toString("utf8", line.from, line.to).replace(ESCAPES, ""));
  return { ...line, bytes, memory: wordsOf(bytes), from: 0, to: bytes.length };
}

/** Control characters that mean nothing in a report, and those that reorder text for the eye (Trojan Source). */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const ALL_CONTROLS = new RegExp(CONTROLS, "g");

export interface PlainText {
  readonly text: string;
  /** True when something in the line overwrote something else: the text is what a terminal would have left standing. */
  readonly redrawn: boolean;
}

/**
 * A line as it would read on a terminal: escapes dropped, the last of several `\r` drafts kept, backspaces applied,
 * other control characters shown as U+FFFD.
 *
 * @example toPlainText("  Building wheel ... -\b \bdone\r").text === "  Building wheel ... done"
 */
export function toPlainText(line: string): PlainText {
  if (!CONTROLS.test(line)) return { text: line, redrawn: false };
  const bare = line.replace(ESCAPES, "").replace(/(?<!\r)\r+$/, "");
  const lastReturn = bare.lastIndexOf("\r");
  const draft = lastReturn === -1 ? bare : bare.slice(lastReturn + 1);
  const backspaced = draft.includes("\b");
  const text = (backspaced ? applyBackspaces(draft) : draft).replace(ALL_CONTROLS, "\ufffd");
  return { text, redrawn: lastReturn !== -1 || backspaced };
}

function applyBackspaces(text: string): string {
  const kept: string[] = [];
  for (const character of text) {
    if (character === "\b") kept.pop();
    else kept.push(character);
  }
  return kept.join("");
}
