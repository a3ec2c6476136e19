import { compareText } from "../compare-text.ts";
import type { Digits, PreLetter, Version } from "./version.ts";

export type Order = -1 | 0 | 1;

const NUMBER = /^[0-9]+$/;
const PRE_RANK: Readonly<Record<PreLetter, number>> = { a: 1, b: 2, rc: 3 };

/** The order of PEP 440: epoch, release without trailing zeros, then dev < a < b < rc < final < post, then local. */
export function compareVersions(a: Version, b: Version): Order {
  return comparePublic(a, b) || compareLocals(a.local, b.local);
}

/** The same without looking at local versions: `1.0+cu118` equals `1.0`. */
export function comparePublic(a: Version, b: Version): Order {
  return (
    compareDigits(a.epoch, b.epoch) ||
    compareReleases(a.release, b.release) ||
    compareNumbers(preRank(a), preRank(b)) ||
    compareDigits(a.pre?.number ?? "0", b.pre?.number ?? "0") ||
    compareOptional(a.post, b.post, -1) ||
    compareOptional(a.dev, b.dev, 1)
  );
}

/** Releases, the shorter one filled up with zeros: `1` equals `1.0.0`. */
export function compareReleases(a: readonly Digits[], b: readonly Digits[]): Order {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compareDigits(a[index] ?? "0", b[index] ?? "0");
    if (order !== 0) return order;
  }
  return 0;
}

export function compareDigits(a: Digits, b: Digits): Order {
  return compareNumbers(a.length, b.length) || compareText(a, b);
}

/** `1.0.dev1` stands before every pre-release of 1.0, a final or post release after them. */
function preRank(version: Version): number {
  if (version.pre !== null) return PRE_RANK[version.pre.letter];
  return version.post === null && version.dev !== null ? 0 : 4;
}

function compareOptional(a: Digits | null, b: Digits | null, whenOnlyFirstIsAbsent: -1 | 1): Order {
  if (a !== null && b !== null) return compareDigits(a, b);
  if (a === b) return 0;
  return a === null ? whenOnlyFirstIsAbsent : whenOnlyFirstIsAbsent === 1 ? -1 : 1;
}

/** No local version first; then part by part, numbers above words, a longer list above its own beginning. */
function compareLocals(a: readonly string[] | null, b: readonly string[] | null): Order {
  const first = a ?? [];
  const second = b ?? [];
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const left = first[index];
    const right = second[index];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const order = compareLocalParts(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

function compareLocalParts(a: string, b: string): Order {
  const aIsNumber = NUMBER.test(a);
  const bIsNumber = NUMBER.test(b);
  if (aIsNumber && bIsNumber) return compareDigits(a, b);
  if (aIsNumber !== bIsNumber) return aIsNumber ? 1 : -1;
  return compareText(a, b);
}

function compareNumbers(a: number, b: number): Order {
  return a < b ? -1 : a > b ? 1 : 0;
}
