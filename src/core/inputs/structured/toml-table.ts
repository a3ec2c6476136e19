import type { Cursor } from "./cursor.ts";
import { refuseKey } from "./cursor.ts";
import type { ListValue, StructuredValue, TableEntry, TableValue, UnitSpan } from "./value.ts";

/** One part of a key, e.g. `b` of `a.b = 1`. */
export interface TomlKey extends UnitSpan {
  readonly name: string;
}

/**
 * A table that is still being filled. `header`: opened by `[a]` · `implicit`: only named on the way to `[a.b]` ·
 * `dotted`: made by `a.b = 1` · `inline`: closed.
 */
export interface OpenTable extends TableValue {
  readonly entries: Map<string, TableEntry>;
  state: "header" | "implicit" | "dotted" | "inline";
  /** For `dotted`: the header under which it was made. Another one may not add to it. */
  section: number;
  end: number;
}

export function openTable(span: UnitSpan, state: OpenTable["state"], section = 0): OpenTable {
  return { kind: "table", start: span.start, end: span.end, entries: new Map(), state, section };
}

/** A list that `[[a]]` adds to. */
interface TableList extends ListValue {
  readonly items: StructuredValue[];
  readonly isOpen: true;
}

/** The table of `[a.b]` or, with `isItem`, a new one of `[[a.b]]`; null after a complaint. */
export function openHeader(
  cursor: Cursor,
  root: OpenTable,
  keys: readonly TomlKey[],
  isItem: boolean,
): OpenTable | null {
  let table = root;
  for (const key of keys.slice(0, -1)) {
    const next = stepThrough(table, key);
    if (next === null) return refuseTomlKey(cursor, key);
    table = next;
  }
  const last = keys.at(-1);
  if (last === undefined) return null;
  const existing = table.entries.get(last.name)?.value;
  return isItem ? openItem(cursor, table, last, existing) : openNamed(cursor, table, last, existing);
}

function openNamed(
  cursor: Cursor,
  table: OpenTable,
  key: TomlKey,
  existing: StructuredValue | undefined,
): OpenTable | null {
  if (existing === undefined) return put(table, key, openTable(key, "header"));
  if (!isOpenTable(existing) || existing.state !== "implicit") return refuseTomlKey(cursor, key);
  existing.state = "header";
  return existing;
}

function openItem(
  cursor: Cursor,
  table: OpenTable,
  key: TomlKey,
  existing: StructuredValue | undefined,
): OpenTable | null {
  const list: StructuredValue = existing ?? newTableList(key);
  if (!isTableList(list)) return refuseTomlKey(cursor, key);
  if (existing === undefined) table.entries.set(key.name, { key, value: list });
  const item = openTable(key, "header");
  list.items.push(item);
  return item;
}

/** Puts `a.b = value` into a table: `a` is made when it is not there. A key that is taken is a complaint. */
export function putValue(
  cursor: Cursor,
  table: OpenTable,
  keys: readonly TomlKey[],
  { value, section }: { readonly value: StructuredValue; readonly section: number },
): void {
  let current = table;
  for (const key of keys.slice(0, -1)) {
    const existing = current.entries.get(key.name)?.value;
    if (existing === undefined) current = put(current, key, openTable(key, "dotted", section));
    else if (isOpenTable(existing) && acceptsDotted(existing, section)) current = existing;
    else return void refuseTomlKey(cursor, key);
  }
  const last = keys.at(-1);
  if (last === undefined) return;
  if (current.entries.has(last.name)) return void refuseTomlKey(cursor, last);
  current.entries.set(last.name, { key: last, value });
}

function acceptsDotted(table: OpenTable, section: number): boolean {
  if (table.state === "dotted") return table.section === section;
  return table.state === "implicit";
}

function stepThrough(table: OpenTable, key: TomlKey): OpenTable | null {
  const existing = table.entries.get(key.name)?.value;
  if (existing === undefined) return put(table, key, openTable(key, "implicit"));
  const last = isTableList(existing) ? existing.items.at(-1) : existing;
  return last !== undefined && isOpenTable(last) && last.state !== "inline" ? last : null;
}

function put(table: OpenTable, key: TomlKey, value: OpenTable): OpenTable {
  table.entries.set(key.name, { key, value });
  return value;
}

function refuseTomlKey(cursor: Cursor, key: TomlKey): null {
  refuseKey(cursor, key, key.name);
  return null;
}

function newTableList(span: UnitSpan): TableList {
  return { kind: "list", start: span.start, end: span.end, items: [], isOpen: true };
}

function isOpenTable(value: StructuredValue): value is OpenTable {
  return value.kind === "table";
}

function isTableList(value: StructuredValue): value is TableList {
  return value.kind === "list" && "isOpen" in value;
}
