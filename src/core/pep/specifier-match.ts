import type { Specifier, SpecifierOperator, SpecifierSet } from "./specifier.ts";
import type { Version } from "./version.ts";
import { firstOf, isSameExceptPost, nextRelease, withDev } from "./version-neighbours.ts";
import { comparePublic, compareVersions } from "./version-order.ts";

type Match = (version: Version, specified: Version, specifier: Specifier) => boolean;

/**
 * Whether a version satisfies every clause (PEP 440; the rules of `packaging` 26). Pre-releases match unless
 * `prereleases` is false: that they are only taken when nothing else fits is a choice among several versions, so it is
 * for the caller to make.
 */
export function specifierSetContains(
  set: SpecifierSet,
  version: Version,
  options: { readonly prereleases?: boolean } = {},
): boolean {
  if (options.prereleases === false && version.isPrerelease) return false;
  return set.specifiers.every((specifier) => matches(specifier, version));
}

function matches(specifier: Specifier, version: Version): boolean {
  if (specifier.version === null) return version.normalized.toLowerCase() === specifier.text.toLowerCase();
  return OPERATORS[specifier.operator](version, specifier.version, specifier);
}

const isEqual: Match = (version, specified, { wildcard }) => {
  if (wildcard) return isBetween(version, firstOf(specified), firstOf(nextRelease(specified, 0)));
  return specified.local === null ? comparePublic(version, specified) === 0 : compareVersions(version, specified) === 0;
};

/** `>1.0` leaves out 1.0's local versions and post releases; `>1.0.post1` and `>1.0.dev1` only local versions. */
const isGreater: Match = (version, specified) => {
  if (comparePublic(version, specified) <= 0) return false;
  if (specified.post !== null || specified.dev !== null) return true;
  return !isSameExceptPost(version, specified);
};

/** `<1.0` leaves out the pre-releases of 1.0; `<1.0rc1` does not. */
const isLess: Match = (version, specified) =>
  compareVersions(version, specified.isPrerelease ? specified : withDev(specified)) < 0;

const OPERATORS: Readonly<Record<SpecifierOperator, Match>> = {
  "===": () => false,
  "==": isEqual,
  "!=": (version, specified, specifier) => !isEqual(version, specified, specifier),
  "~=": (version, specified) =>
    compareVersions(version, specified) >= 0 && compareVersions(version, firstOf(nextRelease(specified, 1))) < 0,
  "<=": (version, specified) => comparePublic(version, specified) <= 0,
  ">=": (version, specified) => compareVersions(version, specified) >= 0,
  "<": isLess,
  ">": isGreater,
};

function isBetween(version: Version, first: Version, end: Version): boolean {
  return compareVersions(version, first) >= 0 && compareVersions(version, end) < 0;
}
