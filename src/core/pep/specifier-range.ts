import type { Specifier, SpecifierOperator, SpecifierSet } from "./specifier.ts";
import type { Version } from "./version.ts";
import { makeBound } from "./version-bound.ts";
import { firstOf, nextRelease, withDev } from "./version-neighbours.ts";
import type { VersionRange } from "./version-range.ts";
import { complement, EMPTY_RANGE, FULL_RANGE, intersect, makeInterval } from "./version-range.ts";

/** A specifier set as a set of versions (PEP 440; `packaging` 26.3, `SpecifierSet.to_range`). */
export interface SpecifierRange {
  /** What all clauses but `===` accept, pre-releases like any other version. */
  readonly range: VersionRange;
  /**
   * Where pre-releases were asked for by name: all of `range` when a clause other than `!=` and `==….*` names one, else
   * nothing. Elsewhere they count only when nothing else fits.
   */
  readonly preReleases: VersionRange;
  /** Texts behind `===`, lower case: a version must be written like each of them. They are outside of the algebra. */
  readonly literals: readonly string[];
}

type ToRange = (version: Version, wildcard: boolean) => VersionRange;

export function specifierSetToRange(set: SpecifierSet): SpecifierRange {
  const range = set.specifiers.map(specifierToRange).reduce(intersect, FULL_RANGE);
  return {
    range,
    preReleases: set.specifiers.some(namesPreRelease) ? range : EMPTY_RANGE,
    literals: set.specifiers.flatMap(({ operator, text }) => (operator === "===" ? [text.toLowerCase()] : [])),
  };
}

/** Whether a clause asks for pre-releases by naming one. */
function namesPreRelease({ operator, version, wildcard }: Specifier): boolean {
  return operator !== "!=" && !wildcard && (version?.isPrerelease ?? false);
}

function specifierToRange({ operator, version, wildcard }: Specifier): VersionRange {
  return version === null ? FULL_RANGE : RANGES[operator](version, wildcard);
}

const equal: ToRange = (version, wildcard) => {
  if (wildcard) return between(firstOf(version), firstOf(nextRelease(version, 0)));
  const upper = makeBound(version, version.local === null ? "afterLocals" : "exact");
  return makeInterval(makeBound(version, "before"), upper);
};

const RANGES: Readonly<Record<SpecifierOperator, ToRange>> = {
  "===": () => FULL_RANGE,
  "==": equal,
  "!=": (version, wildcard) => complement(equal(version, wildcard)),
  "~=": (version) => between(version, firstOf(nextRelease(version, 1))),
  "<=": (version) => makeInterval(null, makeBound(version, "afterLocals")),
  ">=": (version) => makeInterval(makeBound(version, "before"), null),
  "<": (version) => makeInterval(null, makeBound(version.isPrerelease ? version : withDev(version), "before")),
  ">": (version) =>
    makeInterval(
      makeBound(version, version.post === null && version.dev === null ? "afterPosts" : "afterLocals"),
      null,
    ),
};

function between(first: Version, end: Version): VersionRange {
  return makeInterval(makeBound(first, "before"), makeBound(end, "before"));
}
