import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../src/core/inputs/apply-edits.ts";
import type { InputFile, InputKind } from "../../../src/core/inputs/input.ts";
import { INPUT_READERS, readInputFile } from "../../../src/core/inputs/read-input.ts";
import { growth } from "../../rig/growth.ts";

const FIXTURES = new URL("../../fixtures/", import.meta.url);

/** The fixtures of all kinds, by kind. */
const SEEDS: readonly { readonly path: string; readonly kind: InputKind; readonly bytes: Buffer }[] = [
  "inputs",
  "locks",
]
  .flatMap((folder) => readdirSync(new URL(folder, FIXTURES), { withFileTypes: true, recursive: true }))
  .flatMap((entry) => {
    if (!entry.isFile() || entry.name === "expected.txt" || entry.name === "README.md") return [];
    const bytes = readFileSync(`${entry.parentPath}/${entry.name}`);
    return [
      { path: entry.name, kind: readInputFile({ path: entry.name, bytes }).kind, bytes: bytes.subarray(0, 6000) },
    ];
  });

const JUNK = [
  '"',
  "'",
  "[",
  "]",
  "{",
  "}",
  "#",
  "\\",
  "\n",
  "\r\n",
  "\t",
  " ",
  "\0",
  "\ufeff",
  "é🦄",
  "$" + "{X}",
  ":",
  "- ",
  "&a ",
  "*a",
  "<<EOF",
  "=",
  "^",
  ",",
  ";",
  "`",
  "\u2028",
];

/** A fixture with some of its bytes taken out, doubled or replaced by what means something to a reader. */
const damaged = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(fc.tuple(fc.nat(6000), fc.nat(40), fc.oneof(fc.constantFrom(...JUNK), fc.string({ maxLength: 5 }))), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([{ path, kind, bytes }, changes]) => {
    let text = bytes.toString("latin1");
    for (const [at, length, junk] of changes) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + Buffer.from(junk).toString("latin1") + text.slice(start + length);
    }
    return { path, kind, bytes: Buffer.from(text, "latin1") };
  });

function check(file: InputFile, size: number): void {
  const { requirements, constraints, problems, notes, indexes, includes } = file;
  for (const { span, end, place } of [...requirements, ...constraints]) {
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(end).toBeLessThanOrEqual(size);
    expect(place.line).toBeGreaterThan(0);
    expect(place.column).toBeGreaterThan(0);
  }
  for (const { line, column, offset, message, file: path } of problems) {
    expect(path).toBe(file.path);
    expect(Math.min(line, column)).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(size);
    expect(message).not.toBe("");
  }
  for (const { place } of [...notes, ...indexes, ...includes])
    expect(Math.min(place.line, place.column)).toBeGreaterThan(0);
}

describe("readers of input files", () => {
  it("covers every kind of file", () => {
    const kinds = new Set<string>([...SEEDS.map(({ kind }) => kind), "constraints"]);
    expect([...kinds].sort()).toEqual([...INPUT_READERS.map(({ kind }) => kind), "requirements"].sort());
  });

  it("never throws, whatever was done to a file, and every place lies in it", () => {
    fc.assert(
      fc.property(damaged, ({ path, kind, bytes }) => {
        check(readInputFile({ path, kind, bytes }), bytes.length);
      }),
      { numRuns: 1500 },
    );
  });

  it("never throws on a file of another kind, or of no kind at all", () => {
    const kinds = fc.constantFrom(...INPUT_READERS.map(({ kind }) => kind));
    const anything = fc.oneof(
      damaged.map(({ bytes }) => bytes),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(kinds, anything, (kind, bytes) => {
        check(readInputFile({ path: "x", kind, bytes }), bytes.length);
      }),
      { numRuns: 600 },
    );
  });

  it("an edit of a damaged file is refused, or changes its own bytes and no others", () => {
    const afters = fc.oneof(
      fc.constantFrom("six", "six>=1,<2", 'six; os_name == "posix"', "a b", "x\ny", ""),
      fc.string(),
    );
    fc.assert(
      fc.property(damaged, fc.nat(), afters, ({ path, bytes }, pick, after) => {
        const file = readInputFile({ path, bytes });
        const all = [...file.requirements, ...file.constraints];
        const chosen = all[pick % Math.max(1, all.length)];
        if (chosen === undefined) return;
        const edit = { place: chosen.place, before: chosen.text, after, hashes: "drop" } as const;
        const result = applyEdits(new Map([[path, bytes]]), [edit]);
        if (!result.ok) return;
        const fresh = Buffer.from(result.value.get(path) ?? []);
        if (after === "") {
          // What goes with it depends on the format: a comma, a dash, a space.
          expect(fresh.length).toBeLessThan(bytes.length);
          return;
        }
        expect(fresh.subarray(0, chosen.span.start).equals(bytes.subarray(0, chosen.span.start))).toBe(true);
        const tail = bytes.subarray(chosen.end);
        expect(fresh.subarray(fresh.length - tail.length).equals(tail)).toBe(true);
      }),
      { numRuns: 800 },
    );
  });

  it.each([
    ["pyproject", "[project]\ndependencies = [", (count: number) => `${'"a>=1",\n'.repeat(count)}]`],
    ["pyproject", "x = ", (count: number) => "[".repeat(count)],
    ["environment", "dependencies:\n- pip:\n", (count: number) => "  - a>=1\n".repeat(count)],
    ["dockerfile", "FROM x\n", (count: number) => "RUN pip install a>=1 'b'\n".repeat(count)],
    [
      "dockerfile",
      "FROM x\n",
      (count: number) => `${"COPY a /b\n".repeat(count)}RUN pip install ${"-r /c ".repeat(count)}\n`,
    ],
  ] as const)("takes time in proportion to a hostile file (%#)", (kind, head, body) => {
    const work = (count: number) => readInputFile({ path: "x", kind, bytes: Buffer.from(head + body(count)) });
    expect(growth(work, 130)).toBeLessThan(5);
  });

  it("ends soon where groups and extras include each other over and over", () => {
    const groups = Array.from({ length: 300 }, (_, n) => {
      return `g${n} = ["a", {include-group = "g${n + 1}"}, {include-group = "g${n + 2}"}]\n`;
    });
    const extras = Array.from({ length: 300 }, (_, n) => `e${n} = ["b", "p[e${n + 1},e${n + 2}]"]\n`);
    const text = `[project]\nname = "p"\n[project.optional-dependencies]\n${extras.join("")}[dependency-groups]\n${groups.join("")}`;
    const file = readInputFile({ path: "pyproject.toml", bytes: Buffer.from(text) });
    expect(file.requirements.length).toBeLessThanOrEqual(20_000);
    expect(file.problems.map(({ code }) => code)).toContain("too-large");
    const chain = Array.from({ length: 20_000 }, (_, n) => `g${n} = [{include-group = "g${n + 1}"}]\n`);
    const long = `[dependency-groups]\n${chain.join("")}`;
    expect(
      readInputFile({ path: "pyproject.toml", bytes: Buffer.from(long) }).problems.map(({ code }) => code),
    ).toEqual(["too-large"]);
  });

  it("E12: reads 10,000 lines of each kind in a blink", () => {
    for (const [kind, head, line, tail] of [
      ["requirements", "", "numpy>=1.26,<3 # c\n", ""],
      ["pyproject", "[project]\ndependencies = [\n", '"numpy>=1.26,<3",\n', "]\n"],
      ["environment", "dependencies:\n- pip:\n", "  - numpy>=1.26,<3\n", ""],
      ["dockerfile", "FROM x\nRUN pip install \\\n", "  'numpy>=1.26,<3' \\\n", "  six\n"],
    ] as const) {
      const bytes = Buffer.from(head + line.repeat(10_000) + tail);
      const before = performance.now();
      expect(readInputFile({ path: "x", kind, bytes }).requirements.length).toBeGreaterThanOrEqual(10_000);
      expect(performance.now() - before, kind).toBeLessThan(3000);
    }
  });
});
