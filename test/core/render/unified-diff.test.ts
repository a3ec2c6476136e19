import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { unifiedDiff } from "../../../src/core/render/unified-diff.ts";

const folder = mkdtempSync(join(tmpdir(), "wheelhouse-diff-"));
afterAll(() => rmSync(folder, { recursive: true }));

const hasTools = ["diff", "patch"].every((name) => spawnSync(name, ["--version"]).status === 0);

const NUMBERS = Array.from({ length: 30 }, (_, index) => `${index + 1}\n`);

/** Without the two lines that name the files. */
function hunks(diff: string): string {
  return diff.split("\n").slice(2).join("\n");
}

describe("unifiedDiff", () => {
  it.each([
    ["a changed line", ["a\nb\nc\n", "a\nB\nc\n"]],
    ["a file that begins", ["", "a\n"]],
    ["a file that ends", ["a\nb\n", ""]],
    ["no line end at the end", ["a\nb", "a\nc"]],
    ["a line end that is added", ["a\nb", "a\nb\n"]],
    ["Windows line ends", ["a\r\nb\r\n", "a\r\nc\r\n"]],
    ["two changes far apart", [NUMBERS.join(""), NUMBERS.join("").replace("\n4\n", "\nx\n").replace("\n20\n", "\n")]],
    [
      "two changes six lines apart",
      [NUMBERS.join(""), NUMBERS.join("").replace("\n4\n", "\nx\n").replace("\n11\n", "\ny\n")],
    ],
    [
      "two changes seven lines apart",
      [NUMBERS.join(""), NUMBERS.join("").replace("\n4\n", "\nx\n").replace("\n12\n", "\ny\n")],
    ],
  ] as const)("says what diff -u says of %s", (_, [before, after]) => {
    if (!hasTools) return expect(unifiedDiff([{ path: "f", before, after }])).toMatch(/^--- a\/f\n\+\+\+ b\/f\n@@ /);
    writeFileSync(join(folder, "before"), before);
    writeFileSync(join(folder, "after"), after);
    const { stdout } = spawnSync("diff", ["-u", "before", "after"], { cwd: folder, encoding: "utf8" });
    expect(hunks(unifiedDiff([{ path: "f", before, after }]))).toBe(hunks(stdout));
  });

  it.skipIf(!hasTools)("is a patch that patch applies, for random texts", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c\n", "d\n"), { maxLength: 25 })
      .map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== "" && after !== "");
        writeFileSync(join(folder, "f"), before);
        execFileSync("patch", ["-p1", "-s"], { cwd: folder, input: unifiedDiff([{ path: "f", before, after }]) });
        expect(readFileSync(join(folder, "f"), "utf8")).toBe(after);
      }),
      { numRuns: 40 },
    );
  });

  it("is empty where nothing changes, and speaks of each file that does", () => {
    expect(unifiedDiff([{ path: "f", before: "a\n", after: "a\n" }])).toBe("");
    const both = unifiedDiff(["a.txt", "b.txt"].map((path) => ({ path, before: "x\n", after: "y\n" })));
    expect(both.match(/^--- .*$/gm)).toEqual(["--- a/a.txt", "--- a/b.txt"]);
  });
});
