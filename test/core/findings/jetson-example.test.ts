import { describe, expect, it } from "vitest";
import { stableJson } from "../../../src/core/render/json.ts";
import { parseReport } from "../../../src/core/report/read.ts";
import { JETSON_CHECKS } from "./jetson-example.ts";
import { CHECK_CASES } from "./jetson-report.ts";

describe("the example of a check", () => {
  it.each(Object.entries(CHECK_CASES))("gives the report of the case %s", async (name, report) => {
    const text = stableJson(report);
    const path = new URL(`../../fixtures/reports/${name}/report.json`, import.meta.url).pathname;
    await expect(text).toMatchFileSnapshot(path);
    expect(parseReport(new TextEncoder().encode(text))).toMatchObject({ ok: true });
  });

  it("has something of almost every outcome", () => {
    const outcomes = JETSON_CHECKS.flatMap(({ assessed }) => assessed.map(({ verdict }) => verdict.outcome));
    expect(new Set(outcomes).size).toBeGreaterThan(12);
  });
});
