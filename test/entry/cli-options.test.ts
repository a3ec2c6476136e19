import { describe, expect, it } from "vitest";
import { INPUTS, type InputDefinition } from "../../src/core/options/definitions.ts";
import { parseCommandLine } from "../../src/entry/cli-options.ts";

function help(): string {
  const line = parseCommandLine(["build", "--help"]);
  if (!("text" in line)) throw new Error("no help");
  expect(line.isError).toBe(false);
  return line.text;
}

describe("wheelhouse build --help", () => {
  it("prints the default of every option that has one, and every allowed value", () => {
    const text = help().replace(/\s+/g, " ");
    for (const { cli, kind, choices, default: standard } of INPUTS as readonly InputDefinition[]) {
      if (cli === null || kind === "boolean") continue;
      if (standard !== "") expect(text).toContain(`Default: ${standard}.`);
      if (choices !== undefined) expect(text).toContain(`One of: ${choices.join(", ")}.`);
    }
  });

  it("does not promise what holds for the action's inputs alone", () => {
    expect(help().replace(/\s+/g, " ")).not.toMatch(/one a line|Empty means|the job/);
    const line = parseCommandLine(["build", "-r", "a,b.txt", "-r", "c.txt"]);
    expect(line).toMatchObject({ raw: { requirements: ["a,b.txt", "c.txt"] } });
  });

  it("fits 80 columns", () => {
    const long = help().split("\n");
    expect(long.filter((text) => text.length > 80)).toEqual([]);
  });
});
