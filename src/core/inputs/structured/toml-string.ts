import type { Cursor } from "./cursor.ts";
import { refuse } from "./cursor.ts";
import { addEscaped, addPlain, makeStringBuilder, plainText, readEscape, toTextValue } from "./escapes.ts";
import type { TextValue } from "./value.ts";

/** Reads the string that begins at the cursor with `"` or `'`; four kinds of TOML, the multi-line ones with three quotes. */
export function readTomlString(cursor: Cursor): TextValue {
  const quote = cursor.text[cursor.at] ?? "";
  const isLong = cursor.text.startsWith(quote.repeat(3), cursor.at);
  return isLong ? readLong(cursor, quote) : readShort(cursor, quote);
}

/** On one line. The usual case, a string without escapes, is one slice. */
function readShort(cursor: Cursor, quote: string): TextValue {
  const { text, at: start } = cursor;
  const pattern = quote === '"' ? BASIC : LITERAL;
  pattern.lastIndex = start + 1;
  pattern.test(text);
  const end = pattern.lastIndex;
  if (text[end] === quote) {
    cursor.at = end + 1;
    return plainText(text, { start: start + 1, end }, { start, end: end + 1 });
  }
  if (text[end] !== "\\") unterminated(start, quote);
  return readEscaped(cursor, quote, start + 1);
}

const BASIC = /[^"\\\r\n]*/y;
const LITERAL = /[^'\r\n]*/y;

/** A basic string with escapes, on one line or (`quote` of three) on several. */
function readEscaped(cursor: Cursor, quote: string, contentStart: number): TextValue {
  const { text, at: start } = cursor;
  const isLong = quote.length === 3;
  const builder = makeStringBuilder();
  const stops = isLong ? LONG_STOP : SHORT_STOP;
  let at = contentStart;
  for (;;) {
    stops.lastIndex = at;
    const stop = stops.exec(text)?.index ?? text.length;
    addPlain(builder, text.slice(at, stop), at);
    if (stop === text.length || text[stop] === "\n" || text[stop] === "\r") unterminated(start, quote);
    if (text[stop] !== "\\") return closeString(cursor, { builder, quote, contentStart, start, stop });
    const skip = isLong ? findLineEndBackslash(text, stop) : null;
    if (skip === null) {
      const escaped = readEscape(text, stop, "toml");
      addEscaped(builder, escaped.value, stop);
      at = escaped.end;
    } else at = skip;
  }
}

const SHORT_STOP = /["\\\r\n]/g;
const LONG_STOP = /"""|\\/g;

interface Closing {
  readonly builder: ReturnType<typeof makeStringBuilder>;
  readonly quote: string;
  readonly contentStart: number;
  readonly start: number;
  readonly stop: number;
}

/** One or two quotes may stand before the three that close a string of several lines: they belong to it. */
function closeString(cursor: Cursor, { builder, quote, contentStart, start, stop }: Closing): TextValue {
  const contentEnd = stop + quotesBefore(cursor.text, stop, quote);
  addPlain(builder, cursor.text.slice(stop, contentEnd), stop);
  cursor.at = contentEnd + quote.length;
  return toTextValue(builder, { start: contentStart, end: contentEnd }, { start, end: cursor.at });
}

function quotesBefore(text: string, stop: number, quote: string): number {
  if (quote.length === 1) return 0;
  const sign = quote[0] ?? "";
  let extra = 0;
  while (extra < 2 && text[stop + 3 + extra] === sign) extra += 1;
  return extra;
}

/** A backslash at the end of a line takes out the line end and all white space behind it. */
function findLineEndBackslash(text: string, unit: number): number | null {
  LINE_END_BACKSLASH.lastIndex = unit;
  const match = LINE_END_BACKSLASH.exec(text)?.[0];
  return match === undefined ? null : unit + match.length;
}

const LINE_END_BACKSLASH = /\\[ \t]*\r?\n[ \t\r\n]*/y;

function readLong(cursor: Cursor, sign: string): TextValue {
  const { text, at: start } = cursor;
  const quote = sign.repeat(3);
  let contentStart = start + 3;
  // A line end right behind the opening quotes does not belong to the string.
  if (text.startsWith("\r\n", contentStart)) contentStart += 2;
  else if (text[contentStart] === "\n") contentStart += 1;
  if (sign === '"') return readEscaped(cursor, quote, contentStart);
  const stop = text.indexOf(quote, contentStart);
  if (stop === -1) unterminated(start, quote);
  const end = stop + quotesBefore(text, stop, quote);
  cursor.at = end + 3;
  return plainText(text, { start: contentStart, end }, { start, end: end + 3 });
}

function unterminated(start: number, quote: string): never {
  refuse(start, "a string that does not end", `${quote} at its end`);
}
