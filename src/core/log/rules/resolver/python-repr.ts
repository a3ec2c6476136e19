/** What Python's `repr` wrote. */
export type ReprNode =
  /** `raw` is what stands between the brackets. */
  | { readonly kind: "call"; readonly name: string; readonly items: readonly ReprItem[]; readonly raw: string }
  /** Quoted. */
  | { readonly kind: "text"; readonly text: string }
  /** Lists, tuples and sets. */
  | { readonly kind: "list"; readonly items: readonly ReprItem[] }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [ReprNode, ReprNode])[] }
  /** `None`, a number, `<object at 0x…>`, or what else stands there without quotes. */
  | { readonly kind: "word"; readonly text: string };

export interface ReprItem {
  /** Of a keyword argument: `via=None`. */
  readonly name: string | null;
  readonly value: ReprNode;
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** pip nests its reprs five deep; text that goes deeper is not from pip. */
const DEPTH_LIMIT = 30;
const WORD_END = new Set("()[]{},=: '\"");
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/**
 * Reads one repr from `from` on. Written by hand because the form nests: every character is read once, whatever the text.
 *
 * @returns the node and where it ends; null when the text is no repr, or is cut off
 */
export function readRepr(text: string, from: number): { readonly node: ReprNode; readonly end: number } | null {
  const cursor: Cursor = { text, at: from };
  const node = readValue(cursor, 0);
  return node === null ? null : { node, end: cursor.at };
}

function readValue(cursor: Cursor, depth: number): ReprNode | null {
  skipSpaces(cursor);
  const first = here(cursor);
  if (first === "" || depth > DEPTH_LIMIT) return null;
  if (first === "'" || first === '"') return readQuoted(cursor, first);
  if (first === "<") return readAngled(cursor);
  const close = CLOSING.get(first);
  if (close === undefined) return readWordOrCall(cursor, depth);
  cursor.at += 1;
  const inside = readItems(cursor, close, depth);
  if (inside === null) return null;
  return inside.isDict ? { kind: "dict", entries: toPairs(inside.items) } : { kind: "list", items: inside.items };
}

/** Behind the opening bracket, up to and with the closing one. A colon separates keys from values: then it is a dict. */
function readItems(
  cursor: Cursor,
  close: string,
  depth: number,
): { readonly items: readonly ReprItem[]; readonly isDict: boolean } | null {
  const items: ReprItem[] = [];
  let isDict = false;
  for (skipSpaces(cursor); here(cursor) !== close; skipSpaces(cursor)) {
    const item = readItem(cursor, depth + 1);
    if (item === null) return null;
    items.push(item);
    skipSpaces(cursor);
    if (here(cursor) === ":") isDict = true;
    if (here(cursor) === "," || here(cursor) === ":") cursor.at += 1;
    else if (here(cursor) !== close) return null;
  }
  cursor.at += 1;
  return { items, isDict };
}

function readItem(cursor: Cursor, depth: number): ReprItem | null {
  const value = readValue(cursor, depth);
  if (value === null || value.kind !== "word" || here(cursor) !== "=") return value && { name: null, value };
  cursor.at += 1;
  const named = readValue(cursor, depth);
  return named && { name: value.text, value: named };
}

function readWordOrCall(cursor: Cursor, depth: number): ReprNode | null {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && !WORD_END.has(here(cursor))) cursor.at += 1;
  const name = cursor.text.slice(start, cursor.at);
  if (name === "") return null;
  if (here(cursor) !== "(") return { kind: "word", text: name };
  cursor.at += 1;
  const inside = cursor.at;
  if (name === UNQUOTED) return readUnquoted(cursor, name);
  const read = readItems(cursor, ")", depth);
  return read && { kind: "call", name, items: read.items, raw: cursor.text.slice(inside, cursor.at - 1) };
}

/** The one repr of pip without quotes: `AlreadyInstalledCandidate(leaf 1.0 (/usr/lib/python3/dist-packages))`. */
const UNQUOTED = "AlreadyInstalledCandidate";

function readUnquoted(cursor: Cursor, name: string): ReprNode | null {
  const start = cursor.at;
  for (let open = 1; open > 0; cursor.at += 1) {
    if (here(cursor) === "") return null;
    if (here(cursor) === "(") open += 1;
    if (here(cursor) === ")") open -= 1;
  }
  return { kind: "call", name, items: [], raw: cursor.text.slice(start, cursor.at - 1) };
}

function readAngled(cursor: Cursor): ReprNode | null {
  const end = cursor.text.indexOf(">", cursor.at);
  if (end === -1) return null;
  const text = cursor.text.slice(cursor.at, end + 1);
  cursor.at = end + 1;
  return { kind: "word", text };
}

/** A backslash stands before a quote of its own kind and before itself; other escapes lose theirs. */
function readQuoted(cursor: Cursor, quote: string): ReprNode | null {
  let text = "";
  for (cursor.at += 1; here(cursor) !== quote; cursor.at += 1) {
    if (here(cursor) === "\\") cursor.at += 1;
    if (here(cursor) === "") return null;
    text += here(cursor);
  }
  cursor.at += 1;
  return { kind: "text", text };
}

function toPairs(items: readonly ReprItem[]): readonly (readonly [ReprNode, ReprNode])[] {
  return items.flatMap(({ value: key }, index) => {
    const value = items[index + 1]?.value;
    return index % 2 === 1 || value === undefined ? [] : [[key, value] as const];
  });
}

function skipSpaces(cursor: Cursor): void {
  while (here(cursor) === " ") cursor.at += 1;
}

/** `""` at the end. */
function here(cursor: Cursor): string {
  return cursor.text.charAt(cursor.at);
}
