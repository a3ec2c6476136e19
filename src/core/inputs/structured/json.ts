import { attempt, type Cursor, descend, describeHere, makeCursor, refuse, refuseKey, take } from "./cursor.ts";
import { readDocument, type StructuredFile, type StructuredFormat } from "./document.ts";
import { addEscaped, addPlain, makeStringBuilder, plainText, readEscape, toTextValue } from "./escapes.ts";
import type { StructuredDocument, StructuredValue, TableEntry, TextValue } from "./value.ts";

/** Reads JSON with the place of everything. Root is null when the text is no JSON: one mistake ends the reading. */
export function parseJson(file: StructuredFile): StructuredDocument {
  return readDocument(file, json);
}

const json: StructuredFormat = (source, limits) => {
  const cursor = makeCursor(source, limits);
  const root = attempt(cursor, "invalid-json", () => {
    take(cursor, SPACE);
    const value = readValue(cursor);
    take(cursor, SPACE);
    if (cursor.at < cursor.text.length) refuse(cursor.at, `${describeHere(cursor)} behind the value`, "the end");
    return value;
  });
  return { root, problems: cursor.problems };
};

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null)\b/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;

function readValue(cursor: Cursor): StructuredValue {
  const start = cursor.at;
  switch (cursor.text[start]) {
    case '"':
      return readString(cursor);
    case "[":
      return descend(cursor, () => readList(cursor));
    case "{":
      return descend(cursor, () => readTable(cursor));
  }
  const number = take(cursor, NUMBER);
  if (number !== null) return { kind: "number", value: Number(number), start, end: cursor.at };
  const word = take(cursor, WORD);
  if (word === null) refuse(start, `${describeHere(cursor)} where a value should stand`, 'a value, e.g. "text"');
  if (word === "null") return { kind: "null", start, end: cursor.at };
  return { kind: "boolean", value: word === "true", start, end: cursor.at };
}

function readList(cursor: Cursor): StructuredValue {
  const items: StructuredValue[] = [];
  const span = readItems(cursor, "]", () => items.push(readValue(cursor)));
  return { kind: "list", items, ...span };
}

function readTable(cursor: Cursor): StructuredValue {
  const entries = new Map<string, TableEntry>();
  const span = readItems(cursor, "}", () => readEntry(cursor, entries));
  return { kind: "table", entries, ...span };
}

function readEntry(cursor: Cursor, entries: Map<string, TableEntry>): void {
  if (cursor.text[cursor.at] !== '"') {
    refuse(cursor.at, `${describeHere(cursor)} where a key should stand`, "a key in double quotes");
  }
  const key = readString(cursor);
  take(cursor, SPACE);
  if (cursor.text[cursor.at] !== ":") refuse(cursor.at, `${describeHere(cursor)} behind a key`, ": and a value");
  cursor.at += 1;
  take(cursor, SPACE);
  const entry = { key: { start: key.start, end: key.end }, value: readValue(cursor) };
  if (entries.has(key.value)) refuseKey(cursor, key, key.value);
  else entries.set(key.value, entry);
}

/** What stands between brackets, with commas between. */
function readItems(cursor: Cursor, close: "]" | "}", readItem: () => void): { start: number; end: number } {
  const start = cursor.at;
  cursor.at += 1;
  take(cursor, SPACE);
  while (cursor.text[cursor.at] !== close) {
    readItem();
    take(cursor, SPACE);
    if (cursor.text[cursor.at] === close) break;
    if (cursor.text[cursor.at] !== ",") refuse(cursor.at, `${describeHere(cursor)} behind a value`, `, or ${close}`);
    const comma = cursor.at;
    cursor.at += 1;
    take(cursor, SPACE);
    if (cursor.text[cursor.at] === close) refuse(comma, `a comma before ${close}`, "no comma behind the last value");
  }
  cursor.at += 1;
  return { start, end: cursor.at };
}

function readString(cursor: Cursor): TextValue {
  const { text, at: start } = cursor;
  cursor.at += 1;
  take(cursor, PLAIN);
  const first = cursor.at;
  if (text[first] === '"') {
    cursor.at += 1;
    return plainText(text, { start: start + 1, end: first }, { start, end: cursor.at });
  }
  const builder = makeStringBuilder();
  addPlain(builder, text.slice(start + 1, first), start + 1);
  while (text[cursor.at] === "\\") {
    const escaped = readEscape(text, cursor.at, "json");
    addEscaped(builder, escaped.value, cursor.at);
    cursor.at = escaped.end;
    const plainStart = cursor.at;
    addPlain(builder, take(cursor, PLAIN) ?? "", plainStart);
  }
  if (text[cursor.at] !== '"') refuse(start, "a string that does not end on its line", '" at its end');
  const content = { start: start + 1, end: cursor.at };
  cursor.at += 1;
  return toTextValue(builder, content, { start, end: cursor.at });
}
