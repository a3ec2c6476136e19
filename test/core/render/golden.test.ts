/** What a report looks like, case by case: `node scripts/preview.ts <case>` writes the same files to look at. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { previewFiles } from "../../../scripts/preview.ts";
import { parseReport } from "../../../src/core/report/read.ts";

const CASES = new URL("../../fixtures/reports/", import.meta.url);

describe.each(readdirSync(CASES))("the report of the case %s", (name) => {
  const report = parseReport(readFileSync(new URL(`${name}/report.json`, CASES)));
  if (!report.ok) throw new Error(JSON.stringify(report.problems));
  const files = previewFiles(report.value);

  it.each(["comment.md", "summary.md", "text.txt", "annotations.json", "report.html"])(
    "reads as recorded in %s",
    async (file) => {
      await expect(files.get(file)).toMatchFileSnapshot(new URL(`${name}/${file}`, CASES).pathname);
    },
  );
});
