import type { StructuredValue } from "../../../../src/core/inputs/structured/value.ts";

/** The value without its places, as other readers give it. */
export function toPlain(value: StructuredValue | null): unknown {
  if (value === null) return null;
  switch (value.kind) {
    case "list":
      return value.items.map(toPlain);
    case "table":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
    case "null":
      return null;
    default:
      return value.value;
  }
}
