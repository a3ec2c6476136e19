import { describe, expect, it } from "vitest";
import { bytesOfSpan, placeOfSpan, problemInString } from "../../../../src/core/inputs/structured/document.ts";
import { parseToml } from "../../../../src/core/inputs/structured/toml.ts";
import { findEntry, findText, itemsAt } from "../../../../src/core/inputs/structured/value.ts";
import { parseRequirement } from "../../../../src/core/pep/requirement.ts";
import { toPlain } from "./plain.ts";

function read(text: string) {
  return parseToml({ path: "pyproject.toml", bytes: new TextEncoder().encode(text) });
}

describe("parseToml", () => {
  it("reads every kind of value", () => {
    const text = [
      "a = 1_000",
      'b = "tab\\t\\u00e9"',
      "c = 'C:\\path'",
      "d = [1.5, -inf, 0x1F, true, # comment",
      "  [ 'x', ],",
      "]",
      "e = { f.g = 1, h = { } }",
      "f = 2024-02-01T10:00:00.5+01:00",
      'g = """',
      "one \\",
      "   two",
      '"""',
      "[x.y]",
      "k.l = 1",
      "[x]",
      "m = 2",
      "[[list]]",
      "n = 1",
      "[[list]]",
      "[list.sub]",
      "o = 2",
    ].join("\r\n");
    const { root, problems } = read(text);
    expect(problems).toEqual([]);
    expect(toPlain(root)).toEqual({
      a: 1000,
      b: "tab\té",
      c: "C:\\path",
      d: [1.5, Number.NEGATIVE_INFINITY, 31, true, ["x"]],
      e: { f: { g: 1 }, h: {} },
      f: "2024-02-01T10:00:00.5+01:00",
      g: "one two\r\n",
      x: { y: { k: { l: 1 } }, m: 2 },
      list: [{ n: 1 }, { sub: { o: 2 } }],
    });
  });

  it("says where each value stands, in code points for people and in bytes for edits", () => {
    const text = '# é\n[project]\ndependencies = ["😀", "numpy>=1"]\n';
    const document = read(text);
    const second = itemsAt(document.root, "project", "dependencies")[1];
    if (second?.kind !== "text") throw new Error("no text");
    expect(placeOfSpan(document, second)).toEqual({ file: "pyproject.toml", line: 3, column: 22 });
    const { start, end } = bytesOfSpan(document, second.content);
    expect(new TextDecoder().decode(new TextEncoder().encode(text).subarray(start, end))).toBe("numpy>=1");
    const entry = findEntry(document.root, "project", "dependencies");
    expect(entry && placeOfSpan(document, entry.key)).toMatchObject({ line: 3, column: 1 });
  });

  it("finds the column of a mistake inside a string, past escapes and line ends", () => {
    const cases: readonly [string, { line: number; column: number }][] = [
      ['a = "numpy >= 1, >> 2"', { line: 1, column: 18 }],
      ['a = "n\\u0075mpy >= 1, >> 2"', { line: 1, column: 23 }],
      ['a = """\nnumpy >= 1, \\\n  >> 2"""', { line: 3, column: 3 }],
      ["a = 'numpy >= 1, >> 2'", { line: 1, column: 18 }],
    ];
    for (const [text, place] of cases) {
      const document = read(text);
      const value = findText(document.root, "a");
      const requirement = value === null ? null : parseRequirement(value.value);
      if (value === null || requirement?.ok !== false || requirement.problems[0] === undefined) {
        throw new Error(`${text} has no mistake`);
      }
      expect(problemInString(document, value, requirement.problems[0]), text).toMatchObject(place);
    }
  });

  it("tells all mistakes at once and reads the rest", () => {
    const { root, problems } = read(
      'a = nope\nb = [ "x" "y",\n  "numpy",\n]\nc = "open\nd = 1 2\ne\n[f\n[g]\nh = 1\nh = 2\n[g]\ni = 1',
    );
    expect(problems.map(({ line, column, message, expected }) => ({ line, column, message, expected }))).toEqual([
      { line: 1, column: 5, message: '"nope" is no value', expected: 'text in quotes: "nope"' },
      { line: 2, column: 11, message: "a quote in a list", expected: ", or ]" },
      { line: 5, column: 5, message: "a string that does not end", expected: '" at its end' },
      { line: 6, column: 7, message: '"2" behind a value', expected: "the end of the line" },
      { line: 7, column: 2, message: "the end of the line behind a key", expected: "= and a value" },
      { line: 8, column: 3, message: "the end of the line in a table's name", expected: "]" },
      { line: 11, column: 1, message: 'the key "h" is already taken', expected: "each key once" },
      { line: 12, column: 2, message: 'the key "g" is already taken', expected: "each key once" },
    ]);
    expect(toPlain(root)).toEqual({ d: 1, g: { h: 1 } });
  });

  it("E12: keeps hostile files within limits", () => {
    expect(read(`a = ${"[".repeat(5000)}`).problems).toMatchObject([{ message: "values nest more than 100 deep" }]);
    expect(read(`a${".a".repeat(5000)} = 1`).problems).toMatchObject([{ message: "a key of more than 100 parts" }]);
    expect(read("a = 1\n".repeat(500)).problems).toHaveLength(20);
    expect(read("a = '\0'").problems).toMatchObject([{ code: "control-character", line: 1, column: 6 }]);
    expect(read('__proto__ = { toString = "x" }').root).toMatchObject({ kind: "table" });
    expect(({} as Record<string, unknown>).toString).toBe(Object.prototype.toString);
    const utf16 = parseToml({ path: "x", bytes: new Uint8Array([0x61, 0, 0x3d, 0]) });
    expect(utf16.problems).toMatchObject([{ code: "unknown-encoding", expected: "a file saved as UTF-8" }]);
    const bad = parseToml({ path: "x", bytes: new Uint8Array([0x61, 0x3d, 0x27, 0xff, 0x27]) });
    expect(bad.problems).toMatchObject([{ code: "undecodable-bytes", column: 4 }]);
    const large = parseToml({ path: "x", bytes: new Uint8Array(100), limits: { bytes: 99 } });
    expect(large).toMatchObject({ root: null, problems: [{ code: "too-large", expected: "at most 99 bytes" }] });
  });
});
