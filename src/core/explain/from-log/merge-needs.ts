import { acceptedRange } from "../../log/uv/disjoint.ts";
import { rangeToSpecifiers, rangeToText } from "../../pep/range-text.ts";
import { EMPTY_RANGE, intervalsOf, makeInterval, union, type VersionRange } from "../../pep/version-range.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";

type Need = Extract<ConflictFact, { kind: "depends" }>;

export function isNeed(fact: ConflictFact): fact is Need {
  return fact.kind === "depends";
}

/** What versions of one package need of another, as one statement that none of them contradicts; null when a range cannot be read. */
export function mergeNeeds(needs: readonly Need[]): Need | null {
  const [first] = needs;
  const wanted = unionOf(needs.map(({ requirement }) => requirement));
  const specifiers = wanted === null ? null : rangeToSpecifiers(wanted);
  if (first === undefined || specifiers === null) return null;
  const { kind, name, on } = first;
  const versions = versionsText(needs.flatMap((need) => need.versions.split(" | ").map(asRange)));
  return { kind, name, versions, requirement: `${on}${specifiers}`, on };
}

const MOST_RANGES = 3;

/** `2.0` for `==2.0`, `>=1,<2 | >=3` for two; of many from where to where they reach, and how many they are. Empty: all versions. */
export function versionsText(ranges: readonly string[]): string {
  if (ranges.includes("")) return "";
  if (ranges.length <= MOST_RANGES) return ranges.map((range) => range.replace(/^==(?=[^,]*$)/, "")).join(" | ");
  const intervals = intervalsOf(unionOf(ranges.map((range) => `x${range}`)) ?? EMPTY_RANGE);
  const whole = makeInterval(intervals[0]?.lower ?? null, intervals.at(-1)?.upper ?? null);
  return `${rangeToText(whole)} (${ranges.length} ranges)`;
}

function asRange(versions: string): string {
  return /^\d/.test(versions) ? `==${versions}` : versions;
}

function unionOf(requirements: readonly string[]): VersionRange | null {
  const ranges = requirements.map(acceptedRange);
  return ranges.every((range) => range !== null) ? ranges.reduce(union, EMPTY_RANGE) : null;
}
