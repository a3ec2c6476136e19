import { describe, expect, it } from "vitest";
import { readInputFile } from "../../../../src/core/inputs/read-input.ts";
import { parseJson } from "../../../../src/core/inputs/structured/json.ts";
import { parseToml } from "../../../../src/core/inputs/structured/toml.ts";
import { parseYaml } from "../../../../src/core/inputs/structured/yaml.ts";
import { growth } from "../../../rig/growth.ts";

const READERS = { toml: parseToml, json: parseJson, yaml: parseYaml };

describe("structured files from outside", () => {
  it.each([
    ["toml", (count: number) => "a=\n".repeat(count)],
    ["toml", (count: number) => "a = [\n".repeat(count)],
    ["toml", (count: number) => `a = [${"1 ".repeat(count)}`],
    ["toml", (count: number) => `a = "${"\\u0041".repeat(count)}`],
    ["toml", (count: number) => `a = """${'""'.repeat(count)}`],
    ["toml", (count: number) => `a = """${"\\\n".repeat(count)}`],
    ["toml", (count: number) => `${"# \t".repeat(count)}\nx`],
    ["toml", (count: number) => `${" ".repeat(count)}x`],
    ["toml", (count: number) => `a = ${"1_".repeat(count)}`],
    ["toml", (count: number) => `a = ${"9".repeat(count)}x`],
    ["toml", (count: number) => Array.from({ length: count }, (_, index) => `[[a.b${index}]]\n`).join("")],
    ["toml", (count: number) => `x = [ 1 2\n${"[a\n".repeat(count)}`],
    ["toml", (count: number) => "\u0001".repeat(count)],
    ["json", (count: number) => `[${"1,".repeat(count)}`],
    ["json", (count: number) => `"${"\\n".repeat(count)}`],
    ["json", (count: number) => `{${'"a":1,'.repeat(count)}`],
    ["yaml", (count: number) => "- a: [\n".repeat(count)],
    ["yaml", (count: number) => `a: &a x\nb: [${"*a, ".repeat(count)}]`],
  ] as const)("takes time in proportion to %s of a kind (%#)", (format, text) => {
    const work = (count: number) => READERS[format]({ path: "x", bytes: Buffer.from(text(count)) });
    expect(growth(work, 300)).toBeLessThan(5);
  });

  it("counts the columns of a file on one line once, whatever it holds", () => {
    const lock = (count: number) => {
      const entry = (index: number) => `"p${index}🦄": {"version": "==1", "markers": "os_name == 'nt'"}`;
      return `{"default": {${Array.from({ length: count }, (_, index) => entry(index)).join(", ")}}}`;
    };
    const work = (count: number) => readInputFile({ path: "Pipfile.lock", bytes: Buffer.from(lock(count)) });
    expect(work(3).locked.map(({ place }) => place.column)).toEqual([14, 71, 128]);
    expect(growth(work, 300)).toBeLessThan(5);
  });
});
