import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toolWords } from "../../../src/core/render/logs.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";

const FILE = join(import.meta.dirname, "../../fixtures/reports/explained/report.json");
const explained = JSON.parse(readFileSync(FILE, "utf8"));

/** The tool of a log whose pip told its version, or a range of releases, or nothing. */
function words(version: string | null, versionRange?: { min: string | null; max: string | null }): string {
  const run = { ...explained.logs[0].runs[0], version, ...(versionRange === undefined ? {} : { versionRange }) };
  const log = { ...explained.logs[0], format: "pip", formats: ["pip"], toolVersion: version, runs: [run] };
  const report = BuildReportSchema.parse({ ...explained, logs: [log] });
  return report.logs?.[0] === undefined ? "" : toolWords(report.logs[0]);
}

describe("the tool of a log", () => {
  it("is told with its version, or with the releases that its words leave over", () => {
    expect(words("26.3")).toBe("pip 26.3");
    expect(words(null, { min: "23.1", max: "26.0.1" })).toBe("pip 23.1 to 26.0.1");
    expect(words(null, { min: "25.2", max: null })).toBe("pip 25.2 or newer");
    expect(words(null, { min: null, max: "21.3.1" })).toBe("pip 21.3.1 or older");
    expect(words(null, { min: "21.3", max: "21.3" })).toBe("pip 21.3");
    expect(words(null)).toBe("pip");
  });
});
