/**
 * `node scripts/preview.ts [case…]`: writes every rendering of the example reports to `tmp/<case>/` and prints the text for
 * the terminal, so that a change of a renderer can be looked at.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderAnnotations } from "../src/core/render/annotations.ts";
import { renderComment, renderResolved } from "../src/core/render/comment.ts";
import { renderHtml } from "../src/core/render/html.ts";
import { stableJson } from "../src/core/render/json.ts";
import { renderers } from "../src/core/render/renderers.ts";
import { renderSummary } from "../src/core/render/summary.ts";
import { renderText } from "../src/core/render/text.ts";
import type { BuildReport } from "../src/core/report/model.ts";
import { parseReport } from "../src/core/report/read.ts";

const CASES = join(import.meta.dirname, "..", "test", "fixtures", "reports");
const OUTPUT = join(import.meta.dirname, "..", "tmp");

const RUN = {
  url: "https://git.example/owner/repo/actions/runs/42",
  label: "#42",
  sha: "d4e5f6a7b8c9d4e5f6a7b8c9d4e5f6a7b8c9d4e5",
  repositoryUrl: "https://git.example/owner/repo",
};

/** Name → content of every surface of a report. */
export function previewFiles(report: BuildReport): ReadonlyMap<string, string> {
  return new Map([
    ["comment.md", renderComment(report, { run: RUN }).text],
    ["summary.md", renderSummary(report, { run: RUN }).text],
    ["resolved.md", renderResolved(report, { run: RUN, previousTitle: "1 conflict" }).text],
    ["text.txt", renderText(report, { width: 80, color: false, verbosity: 0 })],
    ["text-vv.txt", renderText(report, { width: 80, color: false, verbosity: 2 })],
    ["annotations.json", stableJson(renderAnnotations(report))],
    ["report.html", renderHtml(report)],
  ]);
}

function main(names: readonly string[]): void {
  for (const name of names.length > 0 ? names : readdirSync(CASES)) {
    const report = parseReport(readFileSync(join(CASES, name, "report.json")));
    if (!report.ok) throw new Error(`${name}/report.json: ${report.problems.map(({ message }) => message).join("; ")}`);
    const folder = join(OUTPUT, name);
    mkdirSync(folder, { recursive: true });
    for (const [path, content] of previewFiles(report.value)) writeFileSync(join(folder, path), content);
    for (const { path, render } of renderers) writeFileSync(join(folder, path), render(report.value, { run: RUN }));
    process.stdout.write(`\n${name} → ${folder}\n\n`);
    process.stdout.write(renderText(report.value, { width: 80, color: process.stdout.isTTY ?? false, verbosity: 0 }));
  }
}

if (import.meta.main) main(process.argv.slice(2));
