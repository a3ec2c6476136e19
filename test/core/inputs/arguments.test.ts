import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArguments } from "../../../src/core/inputs/arguments.ts";
import { hostileText } from "../../arbitraries/hostile-text.ts";

describe("readArguments", () => {
  it("reads each word as one requirement, and counts words as lines", () => {
    const { kind, requirements, problems } = readArguments([
      "numpy>=2",
      "pandas[excel]",
      'torch @ https://files.example/torch-2.5.0-py3-none-any.whl ; python_version < "3.13"',
    ]);
    expect(kind).toBe("arguments");
    expect(problems).toEqual([]);
    expect(requirements.map(({ kind: own, name, place }) => [own, name, place])).toEqual([
      ["named", "numpy", { file: "argument", line: 1, column: 1 }],
      ["named", "pandas", { file: "argument", line: 2, column: 1 }],
      ["direct", "torch", { file: "argument", line: 3, column: 1 }],
    ]);
  });

  it("tells every mistake at once, with position and expected form, and reads the rest", () => {
    const { requirements, problems } = readArguments(["numpy>>2", "six", "./folder", "", "🦄 x", "a\nb"]);
    expect(requirements.map(({ name }) => name)).toEqual(["six"]);
    expect(problems.map(({ file, line, column, expected }) => [file, line, column, expected !== null])).toEqual([
      ["argument", 1, 6, true],
      ["argument", 3, 1, true],
      ["argument", 4, 1, true],
      ["argument", 5, 1, true],
      ["argument", 6, 2, true],
    ]);
  });

  it.each([
    "--config-settings",
    "-e",
    "-e git+https://git.example/x.git",
    " --index-url=https://index.example",
    "-",
    "--",
  ])("E2: refuses %j: no word of a list is an option", (word) => {
    const { requirements, problems } = readArguments(["numpy", word]);
    expect(requirements.map(({ name }) => name)).toEqual(["numpy"]);
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([["option-like-word", 2, 1]]);
  });

  it.each(["requirements.txt", "dev-requirements.in", "pyproject.toml", "uv.lock", "environment.yml"])(
    "takes %j for the file that it is, and says how to give one",
    (word) => {
      const { requirements, problems } = readArguments([word, "ruamel.yaml", "zope.interface"]);
      expect(requirements.map(({ name }) => name)).toEqual(["ruamel-yaml", "zope-interface"]);
      expect(problems.map(({ code, expected }) => [code, expected])).toEqual([["file-like-word", `-r ${word}`]]);
    },
  );

  it("E2: whatever the words are, what is accepted is a name by the grammar and begins with no dash", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(hostileText, fc.string()), { maxLength: 4 }), (words) => {
        const { requirements, problems } = readArguments(words);
        expect(requirements.length + problems.length).toBe(words.length);
        for (const { text, requirement } of requirements) {
          expect(text).toMatch(/^[ \t]*[A-Za-z0-9]/);
          expect(requirement?.canonical).toMatch(/^[A-Za-z0-9]/);
        }
      }),
    );
  });
});
