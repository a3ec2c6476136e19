import { describe, expect, it } from "vitest";
import { findBypasses } from "../../src/app/build/bypasses.ts";
import { collectRequirements } from "../../src/core/inputs/collect.ts";

/** As pip's files spell a variable. */
const VARIABLE = ["$", "{TOKEN}"].join("");

const bypassesOf = async (text: string) =>
  findBypasses(
    await collectRequirements([{ kind: "requirements", path: "requirements.txt" }], async () => Buffer.from(text)),
  );

describe("what goes past the loopback index", () => {
  it("is told of options, addresses and variables each in its own words, at its line", async () => {
    const found = await bypassesOf(
      `--no-index\npurepkg\ngit+https://git.example/a/b.git\npkg @ https://${VARIABLE}@files.example/pkg-1.0.tar.gz\n`,
    );
    expect(found.map(({ option, effect, place }) => [place?.line, option, effect])).toEqual([
      [1, "--no-index", "pip does not ask Wheelhouse's index"],
      [3, "git+https://git.example/a/b.git", "pip does not ask Wheelhouse's index"],
      [4, expect.stringContaining("pkg @ https://"), "pip does not ask Wheelhouse's index"],
      [4, VARIABLE, "the variable is not filled in"],
    ]);
    expect(new Set(found.map(({ remedy }) => remedy)).size).toBe(3);
    expect(found.at(-1)?.reason).not.toContain("wheelhouse");
  });

  it("is nothing for plain requirements and local folders", async () => {
    expect(await bypassesOf("purepkg\n./pkg\n--find-links wheels\n")).toEqual([]);
  });
});
