import type { Version } from "./version.ts";
import { makeVersion } from "./version.ts";
import type { Bound } from "./version-bound.ts";
import { compareBounds, makeBound } from "./version-bound.ts";
import { firstOf, nextRelease, shift, withDev } from "./version-neighbours.ts";
import type { Interval, VersionRange } from "./version-range.ts";
import { complement, intervalsOf, isEmpty } from "./version-range.ts";

/**
 * A range as one specifier set that means exactly it: `>=1.0,<2`, `==1.4.*`, `!=1.5`; "" for all versions. Null when PEP
 * 440 has no words for it, such as everything up to the post releases of 1.0.
 */
export function rangeToSpecifiers(range: VersionRange): string | null {
  if (isEmpty(range)) return "<0.dev0";
  const intervals = intervalsOf(range);
  const [only] = intervals;
  if (only !== undefined && intervals.length === 1) return intervalText(only);
  const outside = intervalsOf(complement(range));
  const gaps = outside.filter(({ lower, upper }) => lower !== null && upper !== null).map(pointText);
  const hull = intervalText({ lower: only?.lower ?? null, upper: intervals.at(-1)?.upper ?? null });
  if (hull === null || gaps.includes(null)) return null;
  return [hull, ...gaps.map((gap) => `!=${gap}`)].filter((clause) => clause !== "").join(",");
}

/**
 * The same for people, who need no exactness in what no specifier can say: alternatives are joined by " or ", and `<1.0`,
 * `<=1.0` and `>1.0` may stand for bounds that differ in pre-releases, post releases and local versions of 1.0.
 */
export function rangeToText(range: VersionRange): string {
  if (isEmpty(range)) return "no version";
  const exact = rangeToSpecifiers(range);
  if (exact !== null) return exact === "" ? "any version" : exact;
  return intervalsOf(range)
    .map(
      (interval) =>
        intervalText(interval) ??
        [lowerForPeople(interval.lower), upperForPeople(interval.upper)].filter((clause) => clause !== "").join(","),
    )
    .join(" or ");
}

function intervalText(interval: Interval): string | null {
  const point = pointText(interval);
  if (point !== null) return `==${point}`;
  const lower = lowerText(interval.lower);
  const upper = upperText(interval.upper);
  return lower === null || upper === null ? null : [lower, upper].filter((clause) => clause !== "").join(",");
}

/** What stands behind `==` for this interval: `1.0`, `1.0+x` or `1.*`; null when it is no such thing. */
function pointText({ lower, upper }: Interval): string | null {
  if (lower === null || upper === null) return null;
  if (upper.sentinel === "exact" || upper.sentinel === "afterLocals") {
    const { version, sentinel } = upper;
    if ((sentinel === "exact") !== (version.local !== null)) return null;
    return isSamePlace(lower, makeBound(version, "before")) ? version.normalized : null;
  }
  return upper.sentinel === "before" ? prefixText(lower, upper.version) : null;
}

function prefixText(lower: Bound, end: Version): string | null {
  const last = end.release.at(-1) ?? "0";
  if (last === "0" || !isFirst(end)) return null;
  const prefix = makeVersion({ ...end, release: [...end.release.slice(0, -1), shift(last, -1n)], dev: null });
  if (!isSamePlace(lower, makeBound(firstOf(prefix), "before"))) return null;
  return nextRelease(prefix, 0).release.length === end.release.length ? `${prefix.normalized}.*` : null;
}

function lowerText(bound: Bound | null): string | null {
  if (bound === null) return "";
  const { version, sentinel } = bound;
  switch (sentinel) {
    case "before":
      return version.local === null ? `>=${version.normalized}` : null;
    case "exact":
      return null;
    case "afterLocals":
      if (version.post !== null || version.dev !== null) return `>${version.normalized}`;
      return `>=${withDev(makeVersion({ ...version, post: "0" })).normalized}`;
    case "afterPosts":
      return `>${version.normalized}`;
  }
}

function upperText(bound: Bound | null): string | null {
  if (bound === null) return "";
  const { version, sentinel } = bound;
  if (sentinel === "afterLocals") return `<=${version.normalized}`;
  if (sentinel !== "before" || version.local !== null || !version.isPrerelease) return afterPreRelease(bound);
  return isFirst(version) ? `<${makeVersion({ ...version, dev: null }).normalized}` : `<${version.normalized}`;
}

/** Behind 1.0a1 and its post releases is before 1.0a2.dev0. */
function afterPreRelease({ version, sentinel }: Bound): string | null {
  if (sentinel !== "afterPosts" || version.pre === null) return null;
  const pre = { ...version.pre, number: shift(version.pre.number, 1n) };
  return `<${withDev(makeVersion({ ...version, pre })).normalized}`;
}

function lowerForPeople(bound: Bound | null): string {
  if (bound === null) return "";
  return lowerText(bound) ?? `${bound.sentinel === "before" ? ">=" : ">"}${bound.version.normalized}`;
}

function upperForPeople(bound: Bound | null): string {
  if (bound === null) return "";
  return upperText(bound) ?? `${bound.sentinel === "before" ? "<" : "<="}${bound.version.normalized}`;
}

/** `1.0.dev0`: the first version of a release. */
function isFirst(version: Version): boolean {
  return version.dev === "0" && version.pre === null && version.post === null && version.local === null;
}

function isSamePlace(a: Bound, b: Bound): boolean {
  return compareBounds(a, b) === 0;
}
