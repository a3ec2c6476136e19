import type { Cursor } from "./cursor.ts";
import { descend, describeHere, refuse, take } from "./cursor.ts";
import { readTomlString } from "./toml-string.ts";
import { type OpenTable, openTable, putValue, type TomlKey } from "./toml-table.ts";
import type { StructuredValue } from "./value.ts";

const SPACE = /[ \t]*/y;
const SPACE_AND_LINES = /(?:[ \t\r\n]+|#[^\r\n]*)*/y;
const BARE_KEY = /[A-Za-z0-9_-]+/y;
const WORD = /[\w.:+-]+(?: (?=\d\d:))?[\w.:+-]*/y;

/** Reads a key, with or without dots; the cursor comes to stand behind it and the space that follows. */
export function readKey(cursor: Cursor): readonly TomlKey[] {
  const parts: TomlKey[] = [];
  for (;;) {
    take(cursor, SPACE);
    parts.push(readKeyPart(cursor));
    take(cursor, SPACE);
    if (cursor.text[cursor.at] !== ".") return parts;
    if (parts.length >= cursor.limits.depth) refuse(cursor.at, `a key of more than ${parts.length} parts`, null);
    cursor.at += 1;
  }
}

function readKeyPart(cursor: Cursor): TomlKey {
  const start = cursor.at;
  const sign = cursor.text[start];
  if (sign === '"' || sign === "'") {
    if (cursor.text.startsWith(sign.repeat(3), start)) refuse(start, "a key of several lines", "a key on one line");
    return { name: readTomlString(cursor).value, start, end: cursor.at };
  }
  const name = take(cursor, BARE_KEY);
  if (name === null) refuse(start, `${describeHere(cursor)} where a key should stand`, 'a key, e.g. name = "value"');
  return { name, start, end: cursor.at };
}

/** Reads `key = value` into a table. */
export function readKeyValue(cursor: Cursor, table: OpenTable, section: number): void {
  const keys = readKey(cursor);
  if (cursor.text[cursor.at] !== "=") {
    refuse(cursor.at, `${describeHere(cursor)} behind a key`, "= and a value");
  }
  cursor.at += 1;
  take(cursor, SPACE);
  const value = readTomlValue(cursor);
  putValue(cursor, table, keys, { value, section });
}

export function readTomlValue(cursor: Cursor): StructuredValue {
  switch (cursor.text[cursor.at]) {
    case '"':
    case "'":
      return readTomlString(cursor);
    case "[":
      return descend(cursor, () => readList(cursor));
    case "{":
      return descend(cursor, () => readInlineTable(cursor));
    default:
      return readWord(cursor);
  }
}

function readList(cursor: Cursor): StructuredValue {
  const start = cursor.at;
  const items: StructuredValue[] = [];
  cursor.at += 1;
  for (;;) {
    take(cursor, SPACE_AND_LINES);
    if (cursor.text[cursor.at] === "]") break;
    if (cursor.at >= cursor.text.length) refuse(start, "a list that does not end", "] at its end");
    items.push(readTomlValue(cursor));
    take(cursor, SPACE_AND_LINES);
    if (cursor.text[cursor.at] === ",") cursor.at += 1;
    else if (cursor.text[cursor.at] !== "]") refuse(cursor.at, `${describeHere(cursor)} in a list`, ", or ]");
  }
  cursor.at += 1;
  return { kind: "list", items, start, end: cursor.at };
}

/** As TOML 1.1 has them: on several lines too, and with a comma behind the last entry. */
function readInlineTable(cursor: Cursor): StructuredValue {
  const start = cursor.at;
  const table = openTable({ start, end: start }, "inline");
  cursor.at += 1;
  for (;;) {
    take(cursor, SPACE_AND_LINES);
    if (cursor.text[cursor.at] === "}") break;
    if (cursor.at >= cursor.text.length) refuse(start, "a table that does not end", "} at its end");
    readKeyValue(cursor, table, 0);
    take(cursor, SPACE_AND_LINES);
    if (cursor.text[cursor.at] === ",") cursor.at += 1;
    else if (cursor.text[cursor.at] !== "}") refuse(cursor.at, `${describeHere(cursor)} in a table`, ", or }");
  }
  cursor.at += 1;
  closeTables(table);
  table.end = cursor.at;
  return table;
}

/** What dotted keys made inside of an inline table is closed with it. */
function closeTables(table: OpenTable): void {
  for (const { value } of table.entries.values()) {
    if (value.kind === "table" && "state" in value && value.state === "dotted") closeTables(value as OpenTable);
  }
  table.state = "inline";
}

const INTEGER = /^(?:[+-]?(?:0|[1-9](?:_?\d)*)|0x[\da-fA-F](?:_?[\da-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*)$/;
const FLOAT = /^[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/;
const SPECIAL = /^[+-]?(?:inf|nan)$/;
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?";
const DATE = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
const DATE_OR_TIME = new RegExp(`^(?:${TIME}|${DATE}(?:[Tt ]${TIME}(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)?)?)$`);

/** Booleans, numbers, dates. */
function readWord(cursor: Cursor): StructuredValue {
  const start = cursor.at;
  const word = take(cursor, WORD) ?? "";
  const span = { start, end: cursor.at };
  if (word === "true" || word === "false") return { kind: "boolean", value: word === "true", ...span };
  if (INTEGER.test(word) || FLOAT.test(word)) {
    return { kind: "number", value: Number(word.replaceAll("_", "")), ...span };
  }
  if (SPECIAL.test(word)) return { kind: "number", value: specialNumber(word), ...span };
  if (DATE_OR_TIME.test(word)) return { kind: "date", value: word, ...span };
  if (word === "")
    refuse(start, `${describeHere(cursor)} where a value should stand`, 'a value, e.g. "text", 1, true, [ or {');
  return refuse(
    start,
    `${JSON.stringify(word.slice(0, 40))} is no value`,
    `text in quotes: ${JSON.stringify(word.slice(0, 40))}`,
  );
}

function specialNumber(word: string): number {
  if (word.endsWith("nan")) return Number.NaN;
  return word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
