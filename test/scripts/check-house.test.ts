import { describe, expect, it } from "vitest";
import { houseProblems } from "../../scripts/check-house.ts";

describe("houseProblems", () => {
  it("finds a file of more than 400 lines, unless it is data", () => {
    const text = "x\n".repeat(401);
    expect(houseProblems("src/long.ts", text)).toHaveLength(1);
    expect(houseProblems("src/fits.ts", "x\n".repeat(400))).toEqual([]);
    expect(houseProblems("test/fixtures/long.json", text)).toEqual([]);
  });

  it("finds the host of a registry and the path of a machine, with the line", () => {
    const host = ["pypi", "org"].join(".");
    expect(houseProblems("docs/a.md", `\nhttps://${host}/simple\n`)).toEqual(["docs/a.md:2: names a registry's host"]);
    expect(houseProblems("docs/a.md", `${"/root"}/.cache`)).toHaveLength(1);
  });
});
