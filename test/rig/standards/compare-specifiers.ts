import { parseSpecifierSet, specifierSetContains } from "../../../src/core/pep/specifier.ts";
import { specifierSetToRange } from "../../../src/core/pep/specifier-range.ts";
import { compareVersions, parseVersion } from "../../../src/core/pep/version.ts";
import {
  contains,
  difference,
  equals,
  isDisjoint,
  isEmpty,
  isSubset,
  union,
} from "../../../src/core/pep/version-range.ts";
import { closeSpecifiers, closeVersion, sample, versionText } from "../../core/pep/arbitraries.ts";
import { requireParsed } from "../../core/pep/require-parsed.ts";
import type { Comparison, Library } from "./library.ts";
import { compare } from "./library.ts";

const OPERATORS = ["==", "!=", "~=", "<=", ">=", "<", ">", "==="];
const SIGNS = { "-1": "<", "0": "=", "1": ">" } as const;

/** `pairs` of a specifier set and a version: close ones, and any spelling. */
export function compareSpecifiers(library: Library, pairs: number, seed: number): Comparison {
  const versions = someVersions(200, seed).map((text) => requireParsed(parseVersion(text)));
  const texts = someSpecifiers(Math.ceil(pairs / versions.length), seed);
  const normalized = versions.map((version) => version.normalized);
  const { contains: told = [] } = library.ask({ contains: texts.map((text) => [text, normalized, true]) });
  const compared = compare(
    "specifier × version",
    texts,
    (text) => {
      const set = parseSpecifierSet(text);
      return set.ok ? versions.map((version) => (specifierSetContains(set.value, version) ? "1" : "0")).join("") : null;
    },
    told,
  );
  return { ...compared, cases: texts.length * versions.length };
}

/** The same pairs by ranges, which have an algebra of their own. */
export function compareRangeMembers(library: Library, pairs: number, seed: number): Comparison {
  const versions = someVersions(200, seed).map((text) => requireParsed(parseVersion(text)));
  const texts = sample(closeSpecifiers, Math.ceil(pairs / versions.length), seed);
  const normalized = versions.map((version) => version.normalized);
  const { contains: told = [] } = library.ask({ contains: texts.map((text) => [text, normalized, true]) });
  const compared = compare(
    "range × version",
    texts,
    (text) => {
      const { range } = specifierSetToRange(requireParsed(parseSpecifierSet(text)));
      return versions.map((version) => (contains(range, version) ? "1" : "0")).join("");
    },
    told,
  );
  return { ...compared, cases: texts.length * versions.length };
}

/** Whether a set is empty, a subset of another one, disjoint from it, equal to it: `packaging` has had ranges since 26.3. */
export function compareRanges(library: Library, count: number, seed: number): Comparison {
  // An empty set also takes texts that are no versions, which is no matter of ranges.
  const texts = sample(closeSpecifiers, count * 2, seed).map((text) => text || ">=0.dev0");
  const pairs = texts.slice(0, count).map((text, index) => [text, texts[count + index] ?? ""] as const);
  const { ranges = [] } = library.ask({ ranges: pairs });
  return compare(
    "pairs of ranges",
    pairs,
    (pair) => {
      const [a, b] = pair.map((text) => specifierSetToRange(requireParsed(parseSpecifierSet(text))).range);
      if (a === undefined || b === undefined) throw new Error("a pair has two sides");
      return [
        isEmpty(a),
        isSubset(a, b),
        isDisjoint(a, b),
        equals(a, b),
        equals(union(a, b), b),
        isEmpty(difference(a, b)),
      ];
    },
    ranges,
  );
}

/** Every pair of versions, in both directions. */
export function compareOrderings(library: Library, count: number, seed: number): Comparison {
  const texts = someVersions(count, seed);
  const versions = texts.map((text) => requireParsed(parseVersion(text)));
  const { order = [] } = library.ask({ order: [texts] });
  const rows = (order[0] ?? []) as readonly unknown[];
  const compared = compare(
    "orderings",
    texts,
    (_, index) => {
      const version = versions[index];
      return versions
        .map((other) => (version === undefined ? "?" : SIGNS[`${compareVersions(version, other)}`]))
        .join("");
    },
    rows,
  );
  return { ...compared, cases: texts.length ** 2 };
}

function someVersions(count: number, seed: number): readonly string[] {
  const half = Math.ceil(count / 2);
  return [...sample(closeVersion, half, seed), ...sample(versionText, count - half, seed)];
}

function someSpecifiers(count: number, seed: number): readonly string[] {
  const half = Math.ceil(count / 2);
  const single = sample(versionText, count - half, seed).map((text, index) => {
    const operator = OPERATORS[index % OPERATORS.length] ?? "==";
    return `${operator}${text}${index % 3 === 0 ? ".*" : ""}`;
  });
  return [...sample(closeSpecifiers, half, seed), ...single];
}
