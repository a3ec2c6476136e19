import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeToSpecifiers, rangeToText } from "../../../src/core/pep/range-text.ts";
import { parseSpecifierSet, specifierSetContains } from "../../../src/core/pep/specifier.ts";
import { specifierSetToRange } from "../../../src/core/pep/specifier-range.ts";
import { parseVersion, type Version } from "../../../src/core/pep/version.ts";
import {
  complement,
  contains,
  difference,
  EMPTY_RANGE,
  equals,
  FULL_RANGE,
  intersect,
  intervalsOf,
  isDisjoint,
  isEmpty,
  isSubset,
  singleVersion,
  union,
  type VersionRange,
} from "../../../src/core/pep/version-range.ts";
import { closeSpecifiers, closeVersion } from "./arbitraries.ts";
import { requireParsed } from "./require-parsed.ts";

const version = closeVersion.map(parse);
const range: fc.Arbitrary<VersionRange> = fc
  .tuple(fc.array(closeSpecifiers, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([texts, negated]) => {
    const all = texts.map(rangeOf).reduce(union);
    return negated ? complement(all) : all;
  });

function rangeOf(text: string): VersionRange {
  return specifierSetToRange(requireParsed(parseSpecifierSet(text))).range;
}

function parse(text: string): Version {
  return requireParsed(parseVersion(text));
}

describe("specifierSetToRange", () => {
  it("contains exactly the versions that the specifiers accept", () => {
    fc.assert(
      fc.property(closeSpecifiers, version, (text, candidate) => {
        const set = requireParsed(parseSpecifierSet(text));
        expect(contains(specifierSetToRange(set).range, candidate)).toBe(specifierSetContains(set, candidate));
      }),
      { numRuns: 3000 },
    );
  });

  it("opens pre-releases where a clause names one, except by != and prefixes", () => {
    const region = (text: string) => specifierSetToRange(requireParsed(parseSpecifierSet(text))).preReleases;
    expect(region(">=1.0a1,<2")).toEqual(rangeOf(">=1.0a1,<2"));
    expect(region(">=1.0,!=1.1rc1")).toEqual(EMPTY_RANGE);
    expect(region("==1.*")).toEqual(EMPTY_RANGE);
  });

  it("keeps === outside of the algebra", () => {
    const found = specifierSetToRange(requireParsed(parseSpecifierSet("===1.0.Weird,>=1")));
    expect(found).toEqual({ range: rangeOf(">=1"), preReleases: EMPTY_RANGE, literals: ["1.0.weird"] });
  });
});

describe("version ranges", () => {
  it("combine like sets of versions", () => {
    fc.assert(
      fc.property(range, range, version, (a, b, candidate) => {
        const [inA, inB] = [contains(a, candidate), contains(b, candidate)];
        expect(contains(intersect(a, b), candidate)).toBe(inA && inB);
        expect(contains(union(a, b), candidate)).toBe(inA || inB);
        expect(contains(difference(a, b), candidate)).toBe(inA && !inB);
        expect(contains(complement(a), candidate)).toBe(!inA);
      }),
      { numRuns: 2000 },
    );
  });

  it("obey the laws of sets, value by value", () => {
    fc.assert(
      fc.property(range, range, range, (a, b, c) => {
        const same = (left: VersionRange, right: VersionRange) => expect(equals(left, right)).toBe(true);
        same(complement(intersect(a, b)), union(complement(a), complement(b)));
        same(intersect(a, union(b, c)), union(intersect(a, b), intersect(a, c)));
        same(union(a, intersect(a, b)), a);
        same(intersect(a, complement(a)), EMPTY_RANGE);
        same(union(a, complement(a)), FULL_RANGE);
        same(union(difference(a, b), intersect(a, b)), a);
        expect(isSubset(a, b)).toBe(equals(intersect(a, b), a));
        expect(isDisjoint(a, b)).toBe(isEmpty(intersect(a, b)));
        expect(isSubset(intersect(a, b), union(b, c))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [">1.0a1", ">=1.0a2.dev0"],
    ["<=1.0", "<1.0.post0.dev0"],
    [">1.0.post1", ">=1.0.post2.dev0"],
    [">1.0.dev1", ">=1.0.dev2"],
    [">=0.dev0", ""],
    ["~=1.4.2", ">=1.4.2,==1.4.*"],
    ["<1.0,>=1.0", "<0.dev0"],
    [">1.0a1,<1.0a2.dev0", "==0,==1"],
  ])("are one value however they are written: %s and %s", (a, b) => {
    expect(equals(rangeOf(a), rangeOf(b))).toBe(true);
  });

  it.each([
    [">1.0", "1.0.post1", false],
    [">1.0", "1.0+x", false],
    [">1.0", "1.0.1.dev0", true],
    [">1.0.post1", "1.0.post2", true],
    ["<1.0", "1.0rc1", false],
    ["<1.0rc2", "1.0rc1", true],
    ["==1.0", "1.0+cu124", true],
    ["==1.0.*", "1", true],
    ["~=1.4", "2.dev0", false],
  ])("%s and %s: %s", (text, candidate, expected) => {
    expect(contains(rangeOf(text), parse(candidate))).toBe(expected);
  });

  it("hold one version with its local part alone", () => {
    const single = singleVersion(parse("1.0"));
    expect(contains(single, parse("1.0.0"))).toBe(true);
    expect(contains(single, parse("1.0+x"))).toBe(false);
    expect(isSubset(single, rangeOf("==1.0"))).toBe(true);
  });

  it("list their intervals", () => {
    expect(intervalsOf(rangeOf("!=1.0"))).toHaveLength(2);
    expect(intervalsOf(EMPTY_RANGE)).toEqual([]);
    expect(intervalsOf(FULL_RANGE)).toEqual([{ lower: null, upper: null }]);
  });
});

describe("rangeToSpecifiers", () => {
  it("gives specifiers that mean the range exactly, or null", () => {
    fc.assert(
      fc.property(range, (value) => {
        const text = rangeToSpecifiers(value);
        if (text !== null) expect(equals(rangeOf(text), value)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    [">=1.0,<2"],
    ["==1.0"],
    ["==1.0+x"],
    ["==1.4.*"],
    ["!=1.5"],
    [">=1,<2,!=1.5,!=1.7.*"],
    [">1.0"],
    ["<=1.0"],
    ["<1.0rc1"],
    ["<0.dev0"],
    [""],
  ])("finds the words that were written: %s", (text) => {
    expect(rangeToSpecifiers(rangeOf(text))).toBe(text);
  });

  it("has no words for what PEP 440 cannot say", () => {
    expect(rangeToSpecifiers(complement(rangeOf(">1.0")))).toBeNull();
    expect(rangeToSpecifiers(union(rangeOf("<1"), rangeOf(">=2,<3")))).toBeNull();
  });
});

describe("rangeToText", () => {
  it.each<[VersionRange, string]>([
    [EMPTY_RANGE, "no version"],
    [FULL_RANGE, "any version"],
    [rangeOf("~=1.4.2"), ">=1.4.2,<1.5"],
    [complement(rangeOf(">=1.0")), "<1.0"],
    [complement(rangeOf(">1.0")), "<=1.0"],
    [union(rangeOf("<1"), rangeOf(">=2,<3")), "<1 or >=2,<3"],
  ])("%#: says it in words for people", (value, text) => {
    expect(rangeToText(value)).toBe(text);
  });
});
