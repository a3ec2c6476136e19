import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { toLogReport } from "../../../src/core/report/log-report.ts";
import { toolCase } from "../log/tool-cases.ts";

function statusesOf(name: string): readonly string[] {
  const { input } = toolCase("uv", name);
  const parse = parseLog(input);
  const facts = reduceFacts({ log: parse });
  const nothing = { tree: null, requirements: [], isCut: false, isStoppedBuild: false };
  const report = toLogReport({ file: "uv.log", bytes: input.length, parse, facts, ...nothing });
  return report.packages.map(({ name: project, status }) => `${project} ${status}`).toSorted();
}

describe("the packages of a log of uv", () => {
  it("were installed, from where uv does not say, or built", () => {
    expect(statusesOf("0.13.8-ok")).toEqual(["chain installed", "puresdist built", "purepkg installed"].toSorted());
  });

  it("were downloaded or had from a cache, as far as -v says", () => {
    expect(statusesOf("0.13.8-ok-verbose")).toEqual(
      ["chain downloaded", "puresdist built", "purepkg downloaded"].toSorted(),
    );
    expect(statusesOf("0.13.8-cached-verbose")).toEqual(
      ["chain reused", "puresdist reused", "purepkg reused"].toSorted(),
    );
  });

  it("are only planned in a dry run, and failed when they did not build", () => {
    expect(statusesOf("0.13.8-dry-run")).toEqual(["chain planned", "puresdist planned", "purepkg planned"].toSorted());
    expect(statusesOf("0.13.8-build-failed-header")).toEqual(["headerbad failed"]);
  });
});
