import type { Version } from "./version.ts";
import type { Bound } from "./version-bound.ts";
import { compareBounds, isBeforeAll, isBehind, makeBound } from "./version-bound.ts";

export type { Bound } from "./version-bound.ts";

/**
 * A set of versions as a union of intervals that neither overlap nor touch. Two ranges hold the same versions exactly
 * when they are `equals`, because bounds are canonical. Serialisable, never changed. From specifiers: `specifierSetToRange`;
 * back to them: `rangeToSpecifiers`, for people `rangeToText`.
 */
export interface VersionRange {
  /** Whether the versions before the first bound belong to it. */
  readonly fromStart: boolean;
  /** Ascending, none twice: at each of them the versions begin or cease to belong to it. */
  readonly bounds: readonly Bound[];
}

/** From `lower` (null: from the first version) up to `upper` (null: without end); both are places between versions. */
export interface Interval {
  readonly lower: Bound | null;
  readonly upper: Bound | null;
}

export const EMPTY_RANGE: VersionRange = { fromStart: false, bounds: [] };
export const FULL_RANGE: VersionRange = { fromStart: true, bounds: [] };

/** What lies between two places. */
export function makeInterval(lower: Bound | null, upper: Bound | null): VersionRange {
  const first = lower === null || isBeforeAll(lower) ? null : lower;
  if (upper !== null && (isBeforeAll(upper) || (first !== null && compareBounds(first, upper) >= 0))) {
    return EMPTY_RANGE;
  }
  return { fromStart: first === null, bounds: [first, upper].filter((bound) => bound !== null) };
}

/** Exactly this version, with its local part and no other. */
export function singleVersion(version: Version): VersionRange {
  return makeInterval(makeBound(version, "before"), makeBound(version, "exact"));
}

export function intersect(a: VersionRange, b: VersionRange): VersionRange {
  return combine(a, b, (inA, inB) => inA && inB);
}

export function union(a: VersionRange, b: VersionRange): VersionRange {
  return combine(a, b, (inA, inB) => inA || inB);
}

/** What is in `a` and not in `b`. */
export function difference(a: VersionRange, b: VersionRange): VersionRange {
  return combine(a, b, (inA, inB) => inA && !inB);
}

export function complement(range: VersionRange): VersionRange {
  return { fromStart: !range.fromStart, bounds: range.bounds };
}

export function contains(range: VersionRange, version: Version): boolean {
  let from = 0;
  let to = range.bounds.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const bound = range.bounds[middle];
    if (bound !== undefined && isBehind(version, bound)) from = middle + 1;
    else to = middle;
  }
  return range.fromStart !== (from % 2 === 1);
}

export function isEmpty(range: VersionRange): boolean {
  return !range.fromStart && range.bounds.length === 0;
}

/** Whether every version of `a` is in `b`. */
export function isSubset(a: VersionRange, b: VersionRange): boolean {
  return isEmpty(difference(a, b));
}

/** Whether no version is in both. */
export function isDisjoint(a: VersionRange, b: VersionRange): boolean {
  return isEmpty(intersect(a, b));
}

export function equals(a: VersionRange, b: VersionRange): boolean {
  return (
    a.fromStart === b.fromStart &&
    a.bounds.length === b.bounds.length &&
    a.bounds.every((bound, index) => {
      const other = b.bounds[index];
      return other !== undefined && compareBounds(bound, other) === 0;
    })
  );
}

/** Its intervals, ascending. */
export function intervalsOf(range: VersionRange): readonly Interval[] {
  const edges = range.fromStart ? [null, ...range.bounds] : range.bounds;
  return edges.flatMap((lower, index) => (index % 2 === 0 ? [{ lower, upper: edges[index + 1] ?? null }] : []));
}

/** Walks both lists of bounds at once and keeps the places where the answer changes. */
function combine(a: VersionRange, b: VersionRange, belongs: (inA: boolean, inB: boolean) => boolean): VersionRange {
  let inA = a.fromStart;
  let inB = b.fromStart;
  const fromStart = belongs(inA, inB);
  let inside = fromStart;
  const bounds: Bound[] = [];
  for (let i = 0, j = 0; i < a.bounds.length || j < b.bounds.length; ) {
    const first = a.bounds[i];
    const second = b.bounds[j];
    const order = first === undefined ? 1 : second === undefined ? -1 : compareBounds(first, second);
    const bound = order <= 0 ? first : second;
    if (order <= 0) {
      inA = !inA;
      i += 1;
    }
    if (order >= 0) {
      inB = !inB;
      j += 1;
    }
    if (bound !== undefined && belongs(inA, inB) !== inside) {
      inside = !inside;
      bounds.push(bound);
    }
  }
  return { fromStart, bounds };
}
