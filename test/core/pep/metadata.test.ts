import { describe, expect, it } from "vitest";
import { parseMetadata } from "../../../src/core/pep/metadata.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { requireParsed } from "./require-parsed.ts";

const FILES = [
  "Metadata-Version: 2.1\nName: Foo.Bar\nVersion: 1.0\nRequires-Dist: a>=1\nRequires-Dist: b ; extra == 'x'\nProvides-Extra: x\nRequires-Python: >=3.8\n\nName: body\nRequires-Dist: not-me\n",
  "metadata-version: 2.4\r\nNAME: x\r\nversion:1\r\nLicense: line one\r\n        line two\r\n\tRequires-Dist: not-me\r\nRequires-Dist: a\r\n  >=1,\r\n  <2\r\n",
  "Name: first\nName: second\nVersion: 1\nVersion: 2\nRequires-Python: >=3\nRequires-Python: >=4\n",
  "Name: x\nVersion: 1\nSummary: a: b: c\nno colon here\nRequires-Dist: not-me\n",
  "Name:\tx  \nVersion: 1\nRequires-Dist:\n a\n",
];

describe("parseMetadata", () => {
  it("agrees with Python's email parser on every field", () => {
    const { answers } = askPackaging({ metadata: FILES });
    const ours = FILES.map((text) => {
      const { name, version, requiresPython, requiresDist, providesExtra } = requireParsed(parseMetadata(text));
      return { name, version, requiresPython, requiresDist, providesExtra };
    });
    expect(ours).toEqual(answers.metadata);
  });

  it("says which fields are missing", () => {
    const parsed = parseMetadata("Metadata-Version: 2.1\nSummary: none\n\nName: body");
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
      "the metadata has no Name",
      "the metadata has no Version",
    ]);
  });

  it("keeps the names of dynamic fields", () => {
    expect(requireParsed(parseMetadata("Name: x\nVersion: 1\nDynamic: Requires-Dist\n")).dynamic).toEqual([
      "requires-dist",
    ]);
  });
});
