import { compareText } from "../compare-text.ts";

/** JSON with sorted keys: equal values give equal bytes. Only for JSON values; a key without a value is left out. */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(sortKeys(value), null, indent);
}

/** The distinct values of a list, compared by content, in the order of `compare` and then of their canonical JSON. */
export function distinct<T>(values: readonly T[], compare: (a: T, b: T) => number): T[] {
  const byContent = new Map(values.map((value) => [canonicalJson(value), value]));
  return [...byContent]
    .sort(([aJson, a], [bJson, b]) => compare(a, b) || compareText(aJson, bJson))
    .map(([, value]) => value);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
