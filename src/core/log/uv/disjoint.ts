import { parseRequirement } from "../../pep/requirement.ts";
import { specifierSetToRange } from "../../pep/specifier-range.ts";
import { parseVersion } from "../../pep/version.ts";
import {
  EMPTY_RANGE,
  intersect,
  isDisjoint,
  singleVersion,
  union,
  type VersionRange,
} from "../../pep/version-range.ts";
import { withoutRange } from "./debug-names.ts";

/** Whether no version can satisfy both requirements, e.g. `x<2` and `x>=2`; false where one of them cannot be read. */
export function areDisjoint(one: string, other: string): boolean {
  const [left, right] = [acceptedRange(one), acceptedRange(other)];
  return left !== null && right !== null && isDisjoint(left, right);
}

/** The versions that a requirement accepts, pre-releases like others; null for a text that is none. */
export function acceptedRange(text: string): VersionRange | null {
  const ranges = alternatives(text).map(rangeOf);
  return ranges.every((range) => range !== null) ? ranges.reduce(union, EMPTY_RANGE) : null;
}

/** `numpy<2 | >=2.3` → `numpy<2`, `numpy>=2.3`. */
export function alternatives(text: string): readonly string[] {
  const [first = "", ...rest] = text.split(" | ");
  const name = withoutRange(first);
  return [first, ...rest.map((range) => `${name}${range}`)];
}

function rangeOf(text: string): VersionRange | null {
  const read = parseRequirement(text);
  if (!read.ok) return null;
  const { range, literals } = specifierSetToRange(read.value.specifiers);
  return literals.reduce((accepted, literal) => {
    const version = parseVersion(literal);
    return version.ok ? intersect(accepted, singleVersion(version.value)) : accepted;
  }, range);
}
