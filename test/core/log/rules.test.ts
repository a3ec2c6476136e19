import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseLog } from "../../../src/core/log/parser.ts";
import { RULES } from "../../../src/core/log/rules/index.ts";
import { growth } from "../../rig/growth.ts";

const FOLDER = join(import.meta.dirname, "../../../src/core/log/rules");
/** Files of the folder that hold no rule: lists, and what several rules share. */
const HELPERS = [
  "box-references.ts",
  "index.ts",
  "network-box.ts",
  "python-repr.ts",
  "read-candidate.ts",
  "step-package.ts",
];

describe("the list of rules", () => {
  it("has every file of the folder in it", () => {
    const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !HELPERS.includes(entry.name))
      .map((entry) => entry.name);
    const listed = new Set(RULES.map((rule) => `${rule.name}.ts`));
    expect(files.filter((name) => !listed.has(name))).toEqual([]);
  });

  it.each(RULES.map((rule) => ({ name: rule.name, rule })))("$name reads its own examples", ({ rule }) => {
    // A step gives `Running command` something to belong to.
    const before = rule.name === "running-command" ? "  Building wheel for srcbad (pyproject.toml): started\n" : "";
    const parse = parseLog(Buffer.from(`${before}${rule.examples.join("\n")}\n`));
    expect(parse.unmatchedLines).toBe(0);
  });

  it("F5: has no pattern that takes more than linear time over a hostile line", () => {
    const seeds = [
      "ERROR: Cannot install a and ",
      " (from ",
      "error: a-",
      "[1 lines of output]",
      "Could not fetch URL x: ",
      "'a' candidate (version ",
    ];
    const starts = RULES.flatMap((rule) => rule.starts).filter((start) => start !== "");
    for (const start of starts) {
      const parse = (size: number) => {
        const log = seeds.map((seed) => `${start}${seed.repeat(Math.ceil(size / seed.length))}`).join("\n");
        return parseLog(Buffer.from(`${log}\nERROR: ${log}\n`));
      };
      expect.soft(growth(parse, 3_750), start).toBeLessThan(10);
    }
  });
});
