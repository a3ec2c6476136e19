import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseToml } from "../../../../src/core/inputs/structured/toml.ts";
import type { StructuredValue } from "../../../../src/core/inputs/structured/value.ts";
import { askPython } from "../../../rig/ask-python.ts";

const key = fc.constantFrom("a", "b", "c-1", '"a"', "'b'", '"q \\t"', "1", "a.b", "a . b", "b.c.a", "'x.y'", "é");
const scalar = fc.constantFrom(
  "1",
  "+0",
  "-17",
  "1_000",
  "0x1F",
  "0b10",
  "01",
  "1__0",
  "1.5",
  "1e3",
  "1.",
  ".5",
  "6.2e-3",
  "-1.0",
  "true",
  "True",
  "2024-02-01",
  "2024-02-01T10:00:00Z",
  "2024-02-01 10:00:00.25+01:00",
  "10:00:00",
  "2024-13-01",
  '"x"',
  "'x'",
  '"tab \\t \\u00e9 \\U0001F984"',
  '"\\q"',
  '"\\ud800"',
  "'C:\\q'",
  '""',
  "''",
  '"""a\nb"""',
  '"""\n  a \\\n   b\\\\"""',
  "'''\na''b\n'''",
  '"""a"" """""',
  '"open',
  "nope",
  "",
  "[]",
  "[1, 'a', [ ]]",
  "[1,\n 2, # c\n]",
  "[1 2]",
  "[,]",
  "{}",
  "{ a = 1, b.c = 2 }",
  "{ a = 1, a = 2 }",
  "{ a.b = 1, a = 2 }",
);
const space = fc.constantFrom("", " ", "  ", "\t");
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(key, space, scalar, space)
      .map(([name, gap, value, end]) => `${name}${gap}=${gap}${value}${end}`),
  },
  { weight: 3, arbitrary: fc.tuple(key, space).map(([name, gap]) => `[${gap}${name}${gap}]`) },
  { weight: 2, arbitrary: fc.tuple(key, space).map(([name, gap]) => `[[${gap}${name}]]`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "# comment",
      "  # é",
      "]",
      "= 1",
      "a 1",
      "[ [a] ]",
      "a = 1 b = 2",
      "[a",
      "a\u0001 = 1",
    ),
  },
);
const toml = fc
  .tuple(fc.array(line, { maxLength: 7 }), fc.constantFrom("\n", "\n", "\r\n"))
  .map(([lines, end]) => lines.join(end));

/** As the oracle prints it: all dates alike, floats that are whole as such. */
function plain(value: StructuredValue): unknown {
  switch (value.kind) {
    case "table":
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, plain(entry.value)]));
    case "list":
      return value.items.map(plain);
    case "null":
      return null;
    case "date":
      return "date";
    default:
      return value.value;
  }
}

describe("parseToml, beside Python's reader", () => {
  it("takes and refuses the same texts, and reads the same values", () => {
    const texts = fc.sample(toml, 3000);
    const theirs = askPython("toml_oracle.py", texts) as readonly ({ value: unknown } | null)[];
    const ours = texts.map((text) => {
      const { root, problems } = parseToml({ path: "x.toml", bytes: Buffer.from(text) });
      return problems.length === 0 && root !== null ? { value: plain(root) } : null;
    });
    expect(theirs.filter((answer) => answer !== null).length).toBeGreaterThan(500);
    expect(ours.map((answer, index) => [texts[index], answer])).toEqual(
      theirs.map((answer, index) => [texts[index], answer]),
    );
  });
});
