import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareVersions, parseVersion } from "../../../src/core/pep/version.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { growth } from "../../rig/growth.ts";
import { sample, versionText } from "./arbitraries.ts";
import { requireParsed } from "./require-parsed.ts";

const INVALID = [
  "",
  " ",
  "1.",
  ".1",
  "1..2",
  "french toast",
  "1.0+a+b",
  "1.0+",
  "1!",
  "1.0-",
  "1.0 1",
  "1.0a1b2",
  "1.0+_",
  "1.0++a",
  "٣.1",
  "1.0.dev1.dev2",
  "1,0",
  "1.*",
];
const HAND_PICKED = [
  "1",
  "1.0",
  "1.0.0",
  "1.0.dev0",
  "1.0a0.dev1",
  "1.0a0",
  "1.0a0.post1.dev2",
  "1.0a0.post1",
  "1.0b2",
  "1.0rc1",
  "1.0+local",
  "1.0+1",
  "1.0+1.a",
  "1.0+a.1",
  "1.0+10",
  "1.0+9",
  "1.0.post0.dev0",
  "1.0.post0",
  "1.0.post0+x",
  "1-1",
  "1.0.1.dev1",
  "1.1",
  "0!1.2",
  "1!0.1",
  "v1.0",
  "1.0-RC",
  "1.0.c.3",
  "2024.1.1",
  "2024.10.1",
  "99999999999999999999",
  "99999999999999999998",
  "00.01",
  "1.0\n",
  "\u00a01.0\u2003",
  "\x1c1.0",
];

describe("parseVersion", () => {
  it("says what is wrong and where", () => {
    expect(parseVersion("  french toast")).toEqual({
      ok: false,
      problems: [
        {
          code: "invalid-version",
          message: '"  french toast" is not a version',
          expected: "a version like 1.2.3, 1.2rc1 or 1.2.post1",
          line: 1,
          column: 3,
          offset: 2,
        },
      ],
    });
  });

  it("agrees with packaging on what is a version and on its normal form", () => {
    const texts = [
      ...INVALID,
      ...HAND_PICKED,
      ...sample(versionText, 800),
      ...sample(fc.string({ unit: fc.constantFrom(..."1.0!a+-post rcdev*"), maxLength: 9 }), 800),
    ];
    const { answers } = askPackaging({ version: texts });
    const ours = texts.map((text) => {
      const version = parseVersion(text);
      return version.ok ? version.value.normalized : null;
    });
    expect(Object.fromEntries(texts.map((text, index) => [text, ours[index]]))).toEqual(
      Object.fromEntries(texts.map((text, index) => [text, answers.version?.[index]])),
    );
    expect(answers.version?.slice(0, INVALID.length)).toEqual(INVALID.map(() => null));
  });

  it("reads its own normal form back to the same version", () => {
    fc.assert(
      fc.property(versionText, (text) => {
        const version = requireParsed(parseVersion(text));
        expect(requireParsed(parseVersion(version.normalized))).toEqual(version);
      }),
    );
  });

  it("reads a very long text that is no version in linear time", () => {
    for (const text of [(size: number) => `${"1.".repeat(size)}x`, (size: number) => `1${"+a.".repeat(size)}`]) {
      expect(parseVersion(text(50_000)).ok).toBe(false);
      expect(growth((size) => parseVersion(text(size)), 3_000)).toBeLessThan(10);
    }
  });
});

describe("compareVersions", () => {
  it("orders every pair as packaging does", () => {
    const texts = [...HAND_PICKED, ...sample(versionText, 120)];
    const { answers } = askPackaging({ order: [texts] });
    const versions = texts.map((text) => requireParsed(parseVersion(text)));
    const signs = { "-1": "<", "0": "=", "1": ">" } as const;
    const ours = versions.map((a) => versions.map((b) => signs[`${compareVersions(a, b)}`]).join(""));
    expect(ours).toEqual(answers.order?.[0]);
  });
});
