import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { type Cursor, complain, makeCursor, refuseKey } from "./cursor.ts";
import { readDocument, type StructuredFile, type StructuredFormat } from "./document.ts";
import { plainText } from "./escapes.ts";
import type { StructuredDocument, StructuredValue, TableEntry, TextValue, UnitSpan } from "./value.ts";

/**
 * Reads the first document of a YAML 1.2 file with the place of everything. Aliases stand for their anchor's value, up to a
 * limit. The inside of a string of several lines is not told apart: places in it are those of its beginning.
 */
export function parseYaml(file: StructuredFile): StructuredDocument {
  return readDocument(file, yaml);
}

const yaml: StructuredFormat = (source, limits) => {
  const cursor = makeCursor(source, limits);
  const deep = findTooDeep(cursor.text, limits.depth);
  if (deep !== null) {
    complain(cursor, deep, "invalid-yaml", `values nest more than ${limits.depth} deep`);
    return { root: null, problems: cursor.problems };
  }
  const document = parseDocument<Node, false>(cursor.text, {
    prettyErrors: false,
    logLevel: "silent",
    // The library compares each key with all before it; `readEntries` has a Map.
    uniqueKeys: false,
  });
  for (const { message, pos } of document.errors) complain(cursor, pos[0], "invalid-yaml", sentence(message));
  const reader: Reader = { cursor, anchors: new Map(), left: limits.aliases, inAlias: false };
  return { root: document.contents === null ? null : toValue(reader, document.contents), problems: cursor.problems };
};

interface Reader {
  readonly cursor: Cursor;
  /** What aliases stand for: the nodes with an anchor that were read so far. */
  readonly anchors: Map<string, unknown>;
  /** How many more values may come from aliases. */
  left: number;
  /** Whether the value read now comes from an alias. */
  inAlias: boolean;
}

function toValue(reader: Reader, node: unknown): StructuredValue {
  const { cursor } = reader;
  if (cursor.depth > cursor.limits.depth) return nothing(cursor, node, "values nest too deep");
  if (reader.inAlias) {
    reader.left -= 1;
    if (reader.left === 0)
      complain(cursor, spanOf(node).start, "too-many-aliases", "aliases stand for too many values");
    if (reader.left <= 0) return { kind: "null", ...spanOf(node) };
  }
  if (isAlias(node)) return throughAlias(reader, node);
  if (isNode(node) && "anchor" in node && typeof node.anchor === "string") reader.anchors.set(node.anchor, node);
  if (isScalar(node)) return toScalar(cursor, node);
  if (!isSeq(node) && !isMap(node)) return { kind: "null", ...spanOf(node) };
  cursor.depth += 1;
  const value: StructuredValue = isMap(node)
    ? { kind: "table", entries: readEntries(reader, node), ...spanOf(node) }
    : { kind: "list", items: node.items.map((item) => toValue(reader, item)), ...spanOf(node) };
  cursor.depth -= 1;
  return value;
}

function throughAlias(reader: Reader, node: Alias): StructuredValue {
  const target = reader.anchors.get(node.source);
  if (target === undefined) return nothing(reader.cursor, node, "an alias without its anchor");
  const outer = reader.inAlias;
  reader.inAlias = true;
  const value = toValue(reader, target);
  reader.inAlias = outer;
  return value;
}

/** Keys that are no plain words (lists, tables) have no use in the files that are read here: they are passed over. */
function readEntries(reader: Reader, map: YAMLMap): ReadonlyMap<string, TableEntry> {
  const entries = new Map<string, TableEntry>();
  for (const pair of map.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const name = String(pair.key.value);
    const entry = { key: spanOf(pair.key), value: toValue(reader, pair.value) };
    if (entries.has(name)) refuseKey(reader.cursor, entry.key, name);
    else entries.set(name, entry);
  }
  return entries;
}

function toScalar(cursor: Cursor, node: Scalar): StructuredValue {
  const span = spanOf(node);
  const { value } = node;
  if (typeof value === "string") return toText(cursor, value, span);
  if (typeof value === "number") return { kind: "number", value, ...span };
  if (typeof value === "boolean") return { kind: "boolean", value, ...span };
  return { kind: "null", ...span };
}

/** The content of a string is found in its source; where it was folded or escaped, all of its places are its beginning. */
function toText(cursor: Cursor, value: string, span: UnitSpan): TextValue {
  const sign = cursor.text[span.start];
  const isQuoted = sign === '"' || sign === "'";
  const content = isQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
  if (cursor.text.slice(content.start, content.end) === value) return plainText(cursor.text, content, span);
  return { kind: "text", value, content, offsets: [content.start], ...span };
}

function nothing(cursor: Cursor, node: unknown, message: string): StructuredValue {
  const span = spanOf(node);
  complain(cursor, span.start, "invalid-yaml", message);
  return { kind: "null", ...span };
}

function spanOf(node: unknown): UnitSpan {
  const range = typeof node === "object" && node !== null && "range" in node ? node.range : null;
  const [start, end] = Array.isArray(range) ? range : [0, 0];
  return { start: Number(start), end: Number(end) };
}

/** The library's first sentence, in lower case as all messages of files are. */
function sentence(message: string): string {
  if (/stack/i.test(message)) return "values nest too deep";
  const [first = ""] = message.split("\n");
  return first.charAt(0).toLowerCase() + first.slice(1);
}

/**
 * The library calls itself for each level and would run out of stack before this reader could stop it: so brackets are
 * counted, and the indentation of a line, before it sees the text.
 */
function findTooDeep(text: string, limit: number): number | null {
  let open = 0;
  for (const { 0: sign, index } of text.matchAll(/[[\]{}\n]/g)) {
    if (sign === "[" || sign === "{") open += 1;
    else if (sign === "\n") open = 0;
    else open = Math.max(0, open - 1);
    if (open > limit) return index;
  }
  return null;
}
