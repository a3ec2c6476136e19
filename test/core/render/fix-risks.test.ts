import { expect, it } from "vitest";
import { renderComment } from "../../../src/core/render/comment.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";

const report = (command: string): BuildReport => ({
  ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command, complete: true },
  ...{ outcome: "failed", findings: [], conflicts: [], targets: [] },
  fixes: [
    {
      ...{ status: "predicted", title: "Change requests" },
      edits: [
        {
          place: { file: "requirements.txt", line: 1, column: 1 },
          before: "requests==2.32.3",
          after: "requests==2.28.0",
        },
      ],
      risks: [
        {
          ...{ name: "urllib3", from: "2.5.0", to: "1.26.16", fixedIn: "1.26.17" },
          ...{ id: "CVE-2023-43804", source: "PYSEC-2023-192" },
        },
      ],
    },
  ],
});
const RISK = "urllib3 1.26.16 instead of 2.5.0 is below 1.26.17: CVE-2023-43804 (PYSEC-2023-192).";

it.each(["check", "fix"])(
  "a known vulnerability that a fix goes back to is told by %s wherever the fix is shown",
  (command) => {
    const told = BuildReportSchema.parse(report(command));
    expect(renderText(told, { width: 400, color: false, verbosity: 0 })).toContain(RISK);
    expect(renderComment(told).text.replaceAll("`", "")).toContain(RISK);
    expect(renderHtml(told)).toContain(RISK);
  },
);
