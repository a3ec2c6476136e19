import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { nodeFiles } from "../../src/adapters/node/files.ts";
import { nodeLogFiles } from "../../src/adapters/node/log-files.ts";
import { runExplain } from "../../src/app/explain.ts";
import { renderText } from "../../src/core/render/text.ts";

it("the README shows what its example of explain prints", async () => {
  const log = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };
  const { report } = await runExplain(
    {
      workingDirectory: process.cwd(),
      logs: ["examples/explain/pip.log"],
      pipReport: null,
      output: null,
      failOn: "error",
    },
    { files: nodeFiles, logs: nodeLogFiles, log, signal: new AbortController().signal },
  );
  const printed = renderText(report, { width: 80, color: false, verbosity: 0 }).split("\n");
  const [, shown = ""] =
    /explain examples\/explain\/pip\.log\n```\n\n```\n([\s\S]*?)```/.exec(readFileSync("README.md", "utf8")) ?? [];
  const lines = shown.split("\n").filter((line) => line !== "" && line.trim() !== "…");
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
});
