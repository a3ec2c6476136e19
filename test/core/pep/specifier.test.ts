import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSpecifierSet, specifierSetContains } from "../../../src/core/pep/specifier.ts";
import { parseVersion } from "../../../src/core/pep/version.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { sample, versionText } from "./arbitraries.ts";
import { requireParsed } from "./require-parsed.ts";

const VERSIONS = [
  "0",
  "0.9",
  "1.dev0",
  "1.0.dev1",
  "1.0.dev2",
  "1.0a1",
  "1.0a1.post1",
  "1.0a1.dev1",
  "1.0a2",
  "1.0b1",
  "1.0rc1",
  "1.0rc1+x",
  "1",
  "1.0",
  "1.0.0",
  "1.0+x",
  "1.0+cu118.1",
  "1.0.post0.dev0",
  "1.0.post1",
  "1.0.post1+x",
  "1.0.post2.dev1",
  "1.0.post2",
  "1.0.1.dev0",
  "1.0.1",
  "1.0.1+x",
  "1.1.dev0",
  "1.1.dev0+x",
  "1.1a1",
  "1.1",
  "1.2",
  "1.10",
  "2.dev0",
  "2.0",
  "1!0.5",
  "1!1.0",
  "1!1.0+x",
  "10",
];
const OPERATORS = ["==", "!=", "~=", "<=", ">=", "<", ">", "==="];
const SPECIFIED = [
  ...VERSIONS,
  "1.*",
  "1.0.*",
  "v1.*",
  "1!1.*",
  "1.0.0.*",
  "1.0a1.*",
  "1.0+x.*",
  "1.0.post1.*",
  "1.4.5",
  "weird",
  "",
  "1.0-1",
  "1.0;",
];
const SETS = [
  "",
  ",",
  ">=1,<2",
  ">=1, !=1.1 ,<2",
  ">1.0,==1.*",
  ">=1.0a1,<1.0",
  "~=1.0.1,!=1.0.1",
  "==1.0,===1.0",
  " >= 1.0 ",
  "=1.0",
  "1.0",
  ">=1.0 <2",
  ">>1",
  "==*",
];

/**
 * Before version 26 `packaging` looked at the release alone at the borders of `<` and `>`, compared prefixes as texts,
 * and read `===` up to the next space.
 */
function differsBefore26(clauses: string, version: string): boolean {
  return (/[<>](?!=)/.test(clauses) && !/^[0-9.!]+$/.test(version)) || /\.\*|===.*;/.test(clauses);
}

/** Clauses, version, our answer. */
type Mismatch = readonly [string, string, unknown];

describe("parseSpecifierSet", () => {
  it("names every clause that is none, at its column", () => {
    const parsed = parseSpecifierSet(">=1, =2, <3, >=4.*");
    expect(
      parsed.ok ? [] : parsed.problems.map(({ column, message, expected }) => [column, message, expected]),
    ).toEqual([
      [6, '"=2" is not a version specifier', '"==2"'],
      [14, '">=4.*" is not a version specifier', "an operator and a version, like >=1.2 or ==1.*"],
    ]);
  });

  it("sorts clauses and drops repetitions in the canonical text", () => {
    expect(requireParsed(parseSpecifierSet("<2, >= 1,<2")).canonical).toBe("<2,>=1");
  });
});

describe("specifierSetContains", () => {
  it("agrees with packaging on every pair of clause and version", () => {
    const generated = sample(
      fc
        .tuple(fc.constantFrom(...OPERATORS), versionText, fc.constantFrom("", "", ".*"))
        .map((parts) => parts.join("")),
      150,
    );
    const sets = [...OPERATORS.flatMap((operator) => SPECIFIED.map((text) => operator + text)), ...SETS, ...generated];
    const versions = [...VERSIONS, ...sample(versionText, 60)].map((text) => requireParsed(parseVersion(text)));
    const texts = versions.map(({ normalized }) => normalized);
    const { answers, major } = askPackaging({
      contains: [true, false].flatMap((prereleases) => sets.map((set) => [set, texts, prereleases])),
    });
    const mismatches: Mismatch[] = [true, false].flatMap((prereleases, half) =>
      sets.flatMap((text, index): Mismatch[] => {
        const parsed = parseSpecifierSet(text);
        const answer = answers.contains?.[half * sets.length + index] as string | null;
        if (!parsed.ok || answer === null) return parsed.ok === (answer !== null) ? [] : [[text, "", answer]];
        return versions.flatMap((version, at): Mismatch[] => {
          const ours = specifierSetContains(parsed.value, version, { prereleases });
          return ours === (answer[at] === "1") ? [] : [[text, version.normalized, ours]];
        });
      }),
    );
    const known = mismatches.filter(([text, version]) => major < 26 && differsBefore26(text, version));
    expect(mismatches.filter((mismatch) => !known.includes(mismatch))).toEqual([]);
  });

  it("lets pre-releases match unless told otherwise", () => {
    const set = requireParsed(parseSpecifierSet(">=1"));
    const version = requireParsed(parseVersion("2a1"));
    expect(specifierSetContains(set, version)).toBe(true);
    expect(specifierSetContains(set, version, { prereleases: false })).toBe(false);
  });
});
