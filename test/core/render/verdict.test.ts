import { describe, expect, it } from "vitest";
import { verdictOf } from "../../../src/core/render/verdict.ts";
import type { BuildReport, Finding } from "../../../src/core/report/model.ts";

const CUT: Finding = {
  ...{ code: "incomplete", severity: "error", target: null, title: "The run was cut short", message: "pip stopped." },
  ...{ packages: [], places: [], evidence: [], remedies: [] },
};
const report = (findings: readonly Finding[]): BuildReport => ({
  ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command: "build", complete: false },
  ...{ outcome: "failed", targets: [], findings, conflicts: [], fixes: [] },
});

describe("the verdict on a run that was cut short", () => {
  it("says so once", () => {
    expect(verdictOf(report([CUT]))).toMatchObject({ level: "error", text: "1 run cut short" });
  });

  it("says so too where no finding does", () => {
    expect(verdictOf(report([{ ...CUT, code: "conflict" }])).text).toBe("1 conflict, cut short");
  });
});
