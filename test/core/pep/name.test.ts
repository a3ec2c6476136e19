import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isValidName, normalizeName } from "../../../src/core/pep/name.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { sample } from "./arbitraries.ts";

describe("normalizeName", () => {
  it("gives the same name twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => normalizeName(normalizeName(text)) === normalizeName(text)),
    );
  });

  it("agrees with packaging on names and near names", () => {
    const random = sample(fc.string({ unit: fc.constantFrom(..."aZ09-_. é"), maxLength: 12 }), 300);
    const names = ["Zope.Interface", "a--b__c..d", "-x-", "foo_", "İ", "ΑΣ", ...random];
    const { answers } = askPackaging({ name: names });
    expect(names.map((name) => normalizeName(name))).toEqual(answers.name);
  });
});

describe("isValidName", () => {
  it("wants ASCII letters and digits at both ends", () => {
    const valid = ["a", "a-b", "A.b_c", "0x"];
    const invalid = ["", "-a", "a-", "a b", "é", "a/b", "a\n"];
    expect([valid.filter(isValidName), invalid.filter(isValidName)]).toEqual([valid, []]);
  });
});
