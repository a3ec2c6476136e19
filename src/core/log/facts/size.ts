/** A size that a log states. pip rounds: `1.4 kB` has two digits (`utils/misc.py format_size`), only bytes are exact. */
export interface Size {
  readonly bytes: number;
  readonly exact: boolean;
}

const UNITS: Readonly<Record<string, number>> = {
  byte: 1,
  bytes: 1,
  B: 1,
  kB: 1_000,
  KB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

const SIZE = /^(\d{1,12}(?:\.\d{1,3})?) ?([A-Za-z]{1,5})$/;

/** Reads `912 bytes`, `1.4 kB` (pip: powers of ten) or `16.7MiB` (uv: powers of two); null for other text. */
export function parseSize(text: string | null): Size | null {
  const [, digits, unit = ""] = SIZE.exec(text ?? "") ?? [];
  const factor = UNITS[unit];
  if (digits === undefined || factor === undefined) return null;
  return { bytes: Math.round(Number(digits) * factor), exact: factor === 1 };
}

/** The sum of those that are known; exact only when all of them are. Null when none is known. */
export function sumSizes(sizes: readonly (Size | null)[]): Size | null {
  const known = sizes.filter((size) => size !== null);
  if (known.length === 0) return null;
  const bytes = known.reduce((sum, size) => sum + size.bytes, 0);
  return { bytes, exact: known.length === sizes.length && known.every((size) => size.exact) };
}
