import { describe, expect, it } from "vitest";
import { explainConflict } from "../../../src/core/explain/conflict/explain-conflict.ts";
import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { dependencyConflicts } from "../../../src/core/render/classic/conflicts.ts";
import { renderComment } from "../../../src/core/render/comment.ts";
import { treeRows } from "../../../src/core/render/conflict-tree.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { renderSummary } from "../../../src/core/render/summary.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { offers, problemOf } from "../../rig/resolve/problem.ts";
import { checkFacts } from "../findings/check-facts.ts";

const PACKAGES = {
  torch: { "2.5.0": offers(), "2.8.0": offers() },
  torchvision: { "0.20.0": offers("torch==2.5.0") },
  numpy: { "1.26.4": offers(), "2.0.0": offers() },
  keras: { "3.0": offers("numpy<2") },
};

async function reportOf(lines: readonly string[]): Promise<BuildReport> {
  const [problem, source] = [problemOf(lines), sourceFromUniverse({ packages: PACKAGES })];
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(resolution.kind);
  const facts = checkFacts([], { conflicts: await explainAll(problem, source, resolution.conflicts) });
  return {
    ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0" }, command: "check", complete: true },
    ...{ outcome: "findings", targets: [], ...findFindings(facts), fixes: [] },
  };
}

const LINES = ["torch>=2.8", "torchvision", "numpy>=2", "keras"];

describe("a conflict in what is rendered", () => {
  it("stands as a tree below its own finding in the terminal", async () => {
    const text = renderText(await reportOf(LINES), { width: 80, color: false, verbosity: 0 });
    expect(text.split("\n").every((line) => [...line].length <= 80)).toBe(true);
    expect(text.match(/└─ torchvision 0\.20\.0 needs torch==2\.5\.0/g)).toHaveLength(1);
    expect(text.match(/└─ requirements\.txt:3 {2}numpy>=2 {2}\(conflicts with numpy<2 above\)/g)).toHaveLength(1);
  });

  it("has its tree in a comment, and steps and chart in the summary only", async () => {
    const report = await reportOf(LINES);
    const [comment, summary] = [renderComment(report).text, renderSummary(report).text];
    expect(comment).toContain(
      "```text\n├─ requirements.txt:2  torchvision\n│  └─ torchvision 0.20.0 needs torch==2.5.0\n",
    );
    expect(comment).not.toContain("mermaid");
    expect(summary.match(/<summary>As a chart<\/summary>\n\n```mermaid\nflowchart LR/g)).toHaveLength(2);
    expect(summary).toContain("4. so the requirements cannot hold together (1, 2, 3)");
  });

  it("stands in the page and in dependency_conflicts.txt", async () => {
    const report = await reportOf(LINES);
    expect(renderHtml(report)).toContain("<pre>├─ requirements.txt:2  torchvision\n│  └─ torchvision");
    const file = dependencyConflicts.render(report, {});
    expect(file).toContain("  ├─ requirements.txt:4  keras\n  │  └─ keras 3.0 needs numpy<2");
  });

  it("says when its lines were not proven to be needed", async () => {
    const report = await reportOf(LINES.slice(0, 2));
    const [conflict] = report.conflicts;
    if (conflict?.explanation === undefined) throw new Error("no explanation");
    const unproven = {
      ...report,
      conflicts: [{ ...conflict, explanation: { ...conflict.explanation, minimal: null } }],
    };
    const caveat = "It was not proven that each of these lines is needed";
    expect(renderComment(unproven).text).toContain(caveat);
    expect(renderText(unproven, { width: 80, color: false, verbosity: 0 })).toContain(caveat);
    expect(renderComment(report).text).not.toContain(caveat);
  });

  it("numbers independent conflicts about one project", async () => {
    const fact = (line: number) =>
      ({ kind: "requested", requirement: "a==9", name: "a", place: { file: "r.txt", line, column: 1 } }) as const;
    const trees = [1, 2].map((line) => ({ kind: "fact", fact: fact(line) }) as const);
    const conflicts = trees.map((tree) => ({ tree, explanation: explainConflict(tree) }));
    const told = findFindings(checkFacts([], { conflicts })).conflicts;
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  });
});

it("breaks a long branch below its own words", () => {
  expect(treeRows("│  ├─ torch 2.5.0 needs numpy  (conflicts with numpy<2 above)", 34)).toEqual([
    "│  ├─ torch 2.5.0 needs numpy",
    "│  │    (conflicts with numpy<2",
    "│  │    above)",
  ]);
});
