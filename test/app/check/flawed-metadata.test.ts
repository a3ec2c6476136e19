import { describe, expect, it } from "vitest";
import { checkUniverse } from "../../rig/check-universe.ts";
import { offers } from "../../rig/resolve/problem.ts";

const wheel = { ...offers(), sdist: false };
const b = { "0.5": offers(), "1.0": offers() };

async function checked(packages: Parameters<typeof checkUniverse>[0], lines: string, installer: "pip" | "uv") {
  const report = await checkUniverse({ b, ...packages }, { "requirements.txt": lines }, { installer });
  const [target] = report.targets;
  return {
    versions: target?.packages.map(({ name, version }) => `${name} ${version}`).sort(),
    closure: target?.closure,
    conflicts: report.conflicts.flatMap(({ explanation }) => explanation?.tree ?? []),
    findings: report.findings.map(({ code }) => code),
  };
}

describe("a check of projects with bad metadata", () => {
  const star = { a: { "1.0": offers(), "2.0": offers("b (>=1.*)") } };

  it("takes an older version where pip skips the newest, and says so", async () => {
    const { versions, closure } = await checked(star, "a\n", "pip");
    expect(versions).toEqual(["a 1.0"]);
    expect(closure?.complete).toBe(true);
    const text =
      "a 1.0 is taken instead of 2.0, which is skipped by pip: invalid requirement in the metadata, b (>=1.*).";
    expect(closure?.text).toContain(text);
  });

  it("reads what uv repairs as uv does", async () => {
    const { versions, closure } = await checked(star, "a\n", "uv");
    expect(versions).toEqual(["a 2.0", "b 1.0"]);
    expect(closure?.complete).toBe(true);
    expect(closure?.text).not.toContain("skipped");
  });

  it("does not speak of what is skipped where it would not have been taken", async () => {
    const { closure } = await checked(star, "a<2\n", "pip");
    expect(closure?.text).not.toContain("skipped");
  });

  it("explains a conflict by it", async () => {
    const { conflicts } = await checked({ ...star, c: { "1.0": offers("a>=2") } }, "a\nc\n", "pip");
    expect(conflicts.join("\n")).toContain("a 2.0 is skipped by pip: invalid requirement in the metadata, b (>=1.*)");
  });

  it("tells versions that the same line rules out as one", async () => {
    const versions = ["1.0", "1.1", "1.2", "1.3", "1.4"];
    const a = Object.fromEntries(versions.map((version) => [version, offers("b (>=1.*)")]));
    const { conflicts } = await checked({ a, c: { "1.0": offers("a<2") } }, "a\nc\n", "pip");
    const told = conflicts.filter((line) => line.includes("skipped by pip"));
    expect(told).not.toEqual([]);
    for (const line of told) expect(line).toContain("a 1.0 to 1.4 (5 versions) are skipped by pip");
  });

  it.each([
    ["pip", { ...wheel, says: "z/2.0" }, ["a 1.0"], "is skipped by pip: a-2.0-py3-none-any.whl says that it is z 2.0"],
    ["uv", { ...wheel, says: "z/2.0" }, ["a 2.0"], "What these need could not be told: a."],
    ["uv", { ...wheel, says: "" }, ["a 1.0"], "skipped by uv: a-2.0-py3-none-any.whl has no readable metadata"],
    ["pip", { ...wheel, says: "" }, ["a 2.0"], "What these need could not be told: a."],
    // pip goes on to the sdist, which may say something else when it is built.
    ["pip", { ...offers(), says: "z/2.0" }, ["a 2.0"], "What these need could not be told: a."],
    ["uv", { ...wheel, requiresPython: ">=3.x" }, ["a 1.0"], ""],
    ["pip", { ...wheel, requiresPython: ">=3.x" }, ["a 2.0"], ""],
  ] as const)(
    "with %s and %j, comes to what it comes to, or says what it does not know",
    async (tool, bad, expected, text) => {
      const { versions, closure } = await checked({ a: { "1.0": offers(), "2.0": bad } }, "a\n", tool);
      expect(versions).toEqual(expected);
      expect(closure?.complete).toBe(!text.startsWith("What"));
      expect(closure?.text).toContain(text);
    },
  );
});
