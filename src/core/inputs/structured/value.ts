import type { LocatedProblem } from "../requirement-set.ts";
import type { SourceText } from "../source-text.ts";

/** A part of the decoded text, in UTF-16 units; the end is exclusive. `document.ts` turns it into places and bytes. */
export interface UnitSpan {
  readonly start: number;
  readonly end: number;
}

export interface TextValue extends UnitSpan {
  readonly kind: "text";
  readonly value: string;
  /** Between the quotes: what an edit of the string replaces. */
  readonly content: UnitSpan;
  /** Unit of the source for each unit of `value` and, last, for its end; null when unit `i` is `content.start + i`. */
  readonly offsets: readonly number[] | null;
}

export interface NumberValue extends UnitSpan {
  readonly kind: "number";
  readonly value: number;
}

export interface BooleanValue extends UnitSpan {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullValue extends UnitSpan {
  readonly kind: "null";
}

/** A date or time of TOML, as it was written. */
export interface DateValue extends UnitSpan {
  readonly kind: "date";
  readonly value: string;
}

export interface ListValue extends UnitSpan {
  readonly kind: "list";
  readonly items: readonly StructuredValue[];
}

export interface TableValue extends UnitSpan {
  readonly kind: "table";
  /** In the order of the file. A Map, so that keys like `__proto__` are keys like any other. */
  readonly entries: ReadonlyMap<string, TableEntry>;
}

export interface TableEntry {
  /** Where the key stands first; with quotes when it has them. */
  readonly key: UnitSpan;
  readonly value: StructuredValue;
}

/** A value of TOML, JSON or YAML that knows where it stands. */
export type StructuredValue = TextValue | NumberValue | BooleanValue | NullValue | DateValue | ListValue | TableValue;

/** A file that was read as far as it could be. */
export interface StructuredDocument {
  readonly source: SourceText;
  /** Null when nothing of the file could be read. */
  readonly root: StructuredValue | null;
  readonly problems: readonly LocatedProblem[];
}

/** Limits of a file from outside. `bytes`: its size; `depth`: how deep values may nest; `problems`: how many are told. */
export interface StructuredLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly problems: number;
  /** How many values the aliases of a YAML file may stand for. */
  readonly aliases: number;
}

export const STRUCTURED_LIMITS: StructuredLimits = {
  bytes: 16 * 1024 * 1024,
  depth: 100,
  problems: 20,
  aliases: 10_000,
};

/** The entry at a path of keys; null when a key is missing or something on the way is no table. */
export function findEntry(value: StructuredValue | null, ...keys: readonly string[]): TableEntry | null {
  let entry: TableEntry | null = null;
  let current = value;
  for (const key of keys) {
    entry = current?.kind === "table" ? (current.entries.get(key) ?? null) : null;
    current = entry?.value ?? null;
  }
  return entry;
}

export function findValue(value: StructuredValue | null, ...keys: readonly string[]): StructuredValue | null {
  return keys.length === 0 ? value : (findEntry(value, ...keys)?.value ?? null);
}

export function findText(value: StructuredValue | null, ...keys: readonly string[]): TextValue | null {
  const found = findValue(value, ...keys);
  return found?.kind === "text" ? found : null;
}

/** The string at a path of keys, or null. */
export function stringAt(value: StructuredValue | null, ...keys: readonly string[]): string | null {
  return findText(value, ...keys)?.value ?? null;
}

export function findTable(value: StructuredValue | null, ...keys: readonly string[]): TableValue | null {
  const found = findValue(value, ...keys);
  return found?.kind === "table" ? found : null;
}

/** The items of the list at a path of keys; none when there is no list. */
export function itemsAt(value: StructuredValue | null, ...keys: readonly string[]): readonly StructuredValue[] {
  const found = findValue(value, ...keys);
  return found?.kind === "list" ? found.items : [];
}
