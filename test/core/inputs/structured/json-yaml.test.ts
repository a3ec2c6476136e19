import { describe, expect, it } from "vitest";
import { bytesOfSpan, placeOfSpan, problemInString } from "../../../../src/core/inputs/structured/document.ts";
import { parseJson } from "../../../../src/core/inputs/structured/json.ts";
import { findText, type StructuredDocument } from "../../../../src/core/inputs/structured/value.ts";
import { parseYaml } from "../../../../src/core/inputs/structured/yaml.ts";
import { toPlain } from "./plain.ts";

const file = (text: string) => ({ path: "input", bytes: new TextEncoder().encode(text) });

/** What stands in the bytes of a string that is found by its keys. */
function contentOf(document: StructuredDocument, text: string, ...keys: readonly string[]): string {
  const found = findText(document.root, ...keys);
  if (found === null) throw new Error(`no text at ${keys.join(".")}`);
  const { start, end } = bytesOfSpan(document, found.content);
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(start, end));
}

describe("parseJson", () => {
  it("reads what JSON.parse reads, with places", () => {
    const text = '\ufeff{"a": [1, -2.5e3, true, null, "é\\n\\ud83d\\ude00\\/"],\n "b": {"__proto__": "x"}}';
    const document = parseJson(file(text));
    expect(document.problems).toEqual([]);
    expect(toPlain(document.root)).toEqual({ a: [1, -2500, true, null, "é\n😀/"], b: { ["__proto__"]: "x" } });
    expect(contentOf(document, text, "b", "__proto__")).toBe("x");
    const found = findText(document.root, "b", "__proto__");
    expect(found && placeOfSpan(document, found)).toEqual({ file: "input", line: 2, column: 21 });
  });

  it("finds the column of a mistake behind an escape", () => {
    const document = parseJson(file('{"marker": "os_name == \\"nt\\" ??"}'));
    const text = findText(document.root, "marker");
    const problem = { code: "x", message: "m", expected: null, offset: 'os_name == "nt" '.length };
    expect(text && problemInString(document, text, problem)).toMatchObject({ line: 1, column: 31 });
  });

  it.each([
    ['{"a": 1,}', 8, "a comma before }"],
    ["{a: 1}", 2, '"a" where a key should stand'],
    ['{"a" 1}', 6, '"1" behind a key'],
    ['["a]', 2, "a string that does not end on its line"],
    ["[1] 2", 5, '"2" behind the value'],
    ["", 1, "the end of the file where a value should stand"],
    ["[".repeat(4000), 101, "values nest more than 100 deep"],
    ['["\\x"]', 3, 'the escape "\\\\x" does not exist'],
  ])("tells what is wrong with %.30s", (text, column, message) => {
    expect(parseJson(file(text))).toMatchObject({ root: null, problems: [{ line: 1, column, message }] });
  });
});

describe("parseYaml", () => {
  it("reads values with places, aliases too", () => {
    const text =
      'name: é\ndependencies:\n  - &py python=3.11\n  - *py\n  - pip:\n    - "numpy>=1" # one\n    - |\n      long\n';
    const document = parseYaml(file(text));
    expect(document.problems).toEqual([]);
    expect(toPlain(document.root)).toEqual({
      name: "é",
      dependencies: ["python=3.11", "python=3.11", { pip: ["numpy>=1", "long\n"] }],
    });
    const dependencies = findText(document.root, "name");
    expect(dependencies && placeOfSpan(document, dependencies)).toMatchObject({ line: 1, column: 7 });
    expect(contentOf(document, text, "name")).toBe("é");
  });

  it("tells mistakes with their places and keeps the rest", () => {
    const { problems, root } = parseYaml(file("a: 1\na: 2\nb: *missing\nc: [\n"));
    expect(problems.map(({ code, line, column, message }) => [code, line, column, message])).toEqual([
      ["duplicate-key", 2, 1, 'the key "a" is already taken'],
      ["invalid-yaml", 3, 4, "an alias without its anchor"],
      ["invalid-yaml", 5, 1, "flow sequence in block collection must be sufficiently indented and end with a ]"],
    ]);
    expect(toPlain(root)).toEqual({ a: 1, b: null, c: [] });
  });

  it("E12: stops at aliases that stand for too much, at deep nesting and at many keys in time", () => {
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [before, name] of ["ab", "bc", "cd", "de", "ef", "fg", "gh"].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(", ")}]`);
    }
    expect(parseYaml(file(bomb.join("\n"))).problems).toMatchObject([{ code: "too-many-aliases" }]);
    expect(parseYaml(file("a: &a\n  - *a\n")).problems).toMatchObject([{ message: "values nest too deep" }]);
    expect(parseYaml(file("[".repeat(9000))).problems).toMatchObject([{ message: "values nest more than 100 deep" }]);
    const keys = Array.from({ length: 5000 }, (_, index) => `k${index}: v`).join("\n");
    expect(parseYaml(file(keys)).problems).toEqual([]);
  });
});
