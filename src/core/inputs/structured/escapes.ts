import { refuse } from "./cursor.ts";
import type { TextValue, UnitSpan } from "./value.ts";

/** Collects the value of a string piece by piece, with the way back to the source. */
export interface StringBuilder {
  value: string;
  readonly offsets: number[];
}

export function makeStringBuilder(): StringBuilder {
  return { value: "", offsets: [] };
}

/** Adds text that stands in the source as it is. */
export function addPlain(builder: StringBuilder, text: string, unit: number): void {
  for (let index = 0; index < text.length; index += 1) builder.offsets.push(unit + index);
  builder.value += text;
}

/** Adds what an escape at `unit` stands for. */
export function addEscaped(builder: StringBuilder, text: string, unit: number): void {
  for (let index = 0; index < text.length; index += 1) builder.offsets.push(unit);
  builder.value += text;
}

export function toTextValue(builder: StringBuilder, content: UnitSpan, whole: UnitSpan): TextValue {
  builder.offsets.push(content.end);
  return { kind: "text", value: builder.value, content, offsets: builder.offsets, start: whole.start, end: whole.end };
}

/** A string whose value is what stands in the source. */
export function plainText(text: string, content: UnitSpan, whole: UnitSpan): TextValue {
  const value = text.slice(content.start, content.end);
  return { kind: "text", value, content, offsets: null, start: whole.start, end: whole.end };
}

const SHORT: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  '"': '"',
  "\\": "\\",
};
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/**
 * Reads the escape whose backslash stands at `unit`. `format` says which ones there are: JSON has `\/`, TOML `\e`, `\xHH`
 * and `\UHHHHHHHH`, and TOML alone refuses surrogates.
 */
export function readEscape(
  text: string,
  unit: number,
  format: "json" | "toml",
): { readonly value: string; readonly end: number } {
  const letter = text[unit + 1] ?? "";
  const short = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
  if (short !== undefined) return { value: short, end: unit + 2 };
  if (letter === "/" && format === "json") return { value: "/", end: unit + 2 };
  if (letter === "e" && format === "toml") return { value: "\u001b", end: unit + 2 };
  const digits = format === "json" && letter !== "u" ? undefined : HEX_DIGITS.get(letter);
  if (digits === undefined)
    refuse(unit, `the escape ${JSON.stringify(`\\${letter}`)} does not exist`, "\\\\ for a backslash");
  const hex = text.slice(unit + 2, unit + 2 + digits);
  const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : -1;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < 0 || code > 0x10ffff || (isSurrogate && format === "toml")) {
    refuse(unit, "the escape is no character", `\\${letter} and ${digits} hexadecimal digits of a character`);
  }
  return { value: isSurrogate ? String.fromCharCode(code) : String.fromCodePoint(code), end: unit + 2 + digits };
}
