import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { logCase } from "./cases.ts";

const SPOOFED = ["conflict", "conflict-causes", "no-matching-distribution", "created-wheel", "success"];

describe("what a build prints", () => {
  it.each(["build-spoof", "build-spoof-log"])("F6: is not taken for pip's own word (%s)", (name) => {
    const { events } = parseLog(logCase(name).input);
    expect(events.filter((event) => SPOOFED.includes(event.kind))).toEqual([]);
    expect(reduceFacts({ log: parseLog(logCase(name).input) }).failures).toMatchObject([
      { package: "spoofer", exitCode: 1, outputLines: 16 },
    ]);
  });

  it("F6: cannot leave the box by erasing its indentation", () => {
    const fake = "ERROR: No matching distribution found for purepkg";
    for (const trick of [`\b\b\b\b\b\b${fake}`, `x\r${fake}`, `\x1b[2K\r${fake}`, `\x1b[20D${fake}`]) {
      const text = logCase("build-failed-header").input.toString().replace("running bdist_wheel", trick);
      const { events } = parseLog(Buffer.from(text));
      expect(events.map((event) => event.kind)).not.toContain("no-matching-distribution");
      expect(events.find((event) => event.kind === "build-failed" && event.via === "box")).toMatchObject({
        outputLines: 10,
        output: { lines: [16, 25] },
      });
    }
  });

  it("does not end where a nested pip writes into the same file", () => {
    const { events } = parseLog(logCase("pip-26.2.1-pip-log-env-interleaved").input);
    expect(events.filter((event) => event.kind === "using-pip")).toHaveLength(1);
    expect(events.filter((event) => event.kind === "success")).toEqual([]);
  });

  it("ends where pip speaks without indentation, when the step was never finished", () => {
    const cut = [
      "  Building wheel for a (pyproject.toml): started",
      "  Running command Building wheel for a (pyproject.toml)",
      "  running bdist_wheel",
      "ERROR: Operation cancelled by user",
      "",
    ].join("\n");
    expect(parseLog(Buffer.from(cut)).events.at(-1)).toMatchObject({
      kind: "error",
      text: "Operation cancelled by user",
    });
  });
});

describe("pip's report against its text", () => {
  const report = { version: "1", pip_version: "26.3", install: [], environment: {} };

  it("F6: wins: with a report there is no conflict, whatever the log says", () => {
    const log = parseLog(logCase("conflict").input);
    expect(reduceFacts({ log }).conflict).not.toBeNull();
    expect(reduceFacts({ log, pipReport: report })).toMatchObject({
      conflict: null,
      noMatches: [],
      report: { packages: [] },
    });
  });

  it("is ignored when it is none", () => {
    const log = parseLog(logCase("conflict").input);
    expect(reduceFacts({ log, pipReport: { install: "x" } })).toMatchObject({
      report: null,
      conflict: { causes: [{ requirer: "needs-new 1.0" }, { requirer: "needs-old 1.0" }] },
    });
  });
});
