import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asWritten, parseRequirement } from "../../../src/core/pep/requirement.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { partsOf } from "../../rig/standards/compare-requirements.ts";
import { requirementTokens, sample, versionedRequirement } from "./arbitraries.ts";
import { requireParsed } from "./require-parsed.ts";

const VALID = [
  "numpy",
  " Foo.Bar_baz ",
  "A>=1",
  "a (>=1,<2)",
  "a(==1.0)",
  "a[x]",
  "a[ Y , x,x ]>=2,!=2.5 ; python_version<'3.9'",
  "a [] ==1",
  "a @ https://h.example/a-1.0.tar.gz",
  "a[b]@https://h.example/a.whl ; os_name == 'posix' and (python_version > \"3\" or extra == 'Te_st')",
  "a@file:///x y".replace(" ", ""),
  "a @ git+https://h.example/r.git@main#egg=a",
  "a===weird-version",
  "a==1.*,!=1.2.*",
  "a~=1.4.2",
  "a>=1,",
  "a;python_version=='3.8'",
  "a ; ((python_version < '3'))",
  "a ; (os_name=='x') or (os_name=='y' and sys_platform=='z')",
  "a ; 'linux' in sys_platform and platform.machine not in 'arm64 aarch64'",
  "a ; python_implementation == 'CPython'",
  'a ; os_name == "it\'s"',
  "a_",
  "a==1.0+local.1",
  "\ta\t>=\t1\t",
];
const INVALID = [
  "",
  "   ",
  "-a",
  ".a",
  "a b",
  "a=1",
  "a==",
  "a>=1 <2",
  "a>=2.*",
  "a==1.0a1.*",
  "a>=1.0+x",
  "a~=1",
  "a[",
  "a[x",
  "a[x y]",
  "a[x,]",
  "a]",
  "a(>=1",
  "a>=1)",
  "a @",
  "a @ ",
  "a @ https://h.example/x ;",
  "a ;",
  "a ; python",
  "a ; python_version",
  "a ; python_version <",
  "a ; python_version < 3",
  "a ; os_name == 'x",
  "a ; os_name = 'x'",
  "a ; os_name == 'x' and",
  "a ; (os_name == 'x'",
  "a ; os_name not 'x'",
  "a ; os_name == 'x' os_name == 'y'",
  "a,b",
  "a\0",
  "a>=1;;",
  "a ; os_name notin 'x'",
  "é",
  "a.",
  "a ; foo == 'x'",
  "./a",
  "https://h.example/a.whl",
];

describe("parseRequirement", () => {
  it("agrees with packaging on what is a requirement and on every part of it", () => {
    const texts = [...VALID, ...INVALID, ...sample(requirementTokens, 1500), ...sample(versionedRequirement, 200)];
    const { answers, major } = askPackaging({ requirement: texts });
    const mismatches = texts.flatMap((text, index) => {
      const [ours, theirs] = [partsOf(text), answers.requirement?.[index]];
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ text, ours, theirs }];
    });
    const known = mismatches.filter(({ text }) => major < 26 && differsBefore26(text));
    expect(mismatches.filter((mismatch) => !known.includes(mismatch))).toEqual([]);
    if (major >= 26)
      expect(texts.slice(0, VALID.length + INVALID.length).map((text) => partsOf(text) !== null)).toEqual([
        ...VALID.map(() => true),
        ...INVALID.map(() => false),
      ]);
  });

  it.each([
    ["a=1", 2, '"=" does not belong here', '"==" to ask for exactly one version'],
    ["numpy>=2.*", 9, '".*" is only allowed after "==" and "!="', null],
    ["numpy==", 6, 'no version follows "=="', '"==1.2"'],
    ["numpy>=1 <2", 10, '"<" does not belong here', '"," and another clause, ";" and a marker, or the end'],
    ["x[a b]", 5, 'the extras\' "[" is not closed, "b" follows', '"," or "]"'],
    ["é @ x", 1, 'no project name at "é"', "a project name"],
    ["naïve", 3, '"ï" does not belong here', 'a version specifier like >=1.2, ";" and a marker, or the end'],
    ["🦄 ; x", 1, 'no project name at "🦄"', "a project name"],
    ["x ; os_name == '🦄' andd", 20, 'unexpected "andd" after the marker', '"and", "or" or the end'],
  ])("says where %s stops being a requirement", (text, column, message, expected) => {
    const parsed = parseRequirement(text);
    expect(
      parsed.ok ? [] : parsed.problems.map((problem) => [problem.column, problem.message, problem.expected]),
    ).toEqual([[column, message, expected]]);
  });

  it("normalises name and extras and keeps what was written", () => {
    const requirement = requireParsed(parseRequirement("Zope.Interface[B_c,a]>=5"));
    expect([requirement.name, requirement.extras, requirement.canonical]).toEqual([
      "zope-interface",
      ["a", "b-c"],
      "Zope.Interface[B_c,a]>=5",
    ]);
  });

  it("can be told with its clauses in the user's own order", () => {
    const requirement = requireParsed(parseRequirement("Lib[b] >=1.0 , <2; python_version>'3'"));
    expect(asWritten(requirement)).toBe('Lib[b]>=1.0,<2; python_version > "3"');
  });

  it("never throws, however deep the parentheses", () => {
    expect(parseRequirement(`a ; ${"(".repeat(100_000)}`).ok).toBe(false);
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseRequirement(text).ok === "boolean"));
  });

  it("reads its own canonical text back to the same requirement", () => {
    for (const text of VALID) {
      const { canonical } = requireParsed(parseRequirement(text));
      expect(requireParsed(parseRequirement(canonical)).canonical).toBe(canonical);
    }
  });
});

/** Up to version 21 another grammar (pyparsing) was at work: other spaces, quotes and legacy specifiers. */
function differsBefore26(text: string): boolean {
  return /[;@([]|~=|===|[,_ ]$|^\s|\s\s|\.\*/.test(text);
}
