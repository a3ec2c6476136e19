/** A JSON object of unknown content. Read only through these functions: they see own fields alone, never a prototype's. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object, or null when it is none. */
export function fields(value: unknown): Fields | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  // A copy without prototype: `__proto__` and `constructor` of foreign JSON are then fields as any other.
  return Object.assign(Object.create(null), value);
}

/** A field that is a string, at most 64 KiB of it. */
export function text(from: Fields, name: string): string | null {
  const value = from[name];
  return typeof value === "string" && value.length <= 65_536 ? value : null;
}

export function flag(from: Fields, name: string): boolean {
  return from[name] === true;
}

export function list(from: Fields, name: string): readonly unknown[] | null {
  const value = from[name];
  return Array.isArray(value) ? value : null;
}
