import { describe, expect, it } from "vitest";
import type { DecisionStep, DecisionTree } from "../../../src/core/explain/decision-tree.ts";
import { renderComment } from "../../../src/core/render/comment.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { renderSummary } from "../../../src/core/render/summary.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";

const step = (kind: DecisionStep["kind"], text: string, more: Partial<DecisionStep> = {}): DecisionStep => ({
  ...{ kind, level: 0, package: "leaf", text, reason: null, by: [], lines: [], ...more },
});
const STEPS = [
  step("request", "leaf<2", { by: ["app 1.0"] }),
  step("try", "2.0", { reason: "app 1.0 needs leaf<2" }),
  step("resolve", "1.9"),
];

function report(trees: readonly (readonly DecisionStep[] | null)[]): BuildReport {
  const treeOf = (steps: readonly DecisionStep[]): DecisionTree => ({
    ...{ source: "solver", complete: true, patterns: [], steps },
  });
  return {
    ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command: "check", complete: true },
    ...{ outcome: "ok", findings: [], conflicts: [], fixes: [] },
    targets: trees.map((steps, index) => ({
      ...{ target: `cp31${index}-manylinux_2_28_aarch64`, lane: null, installer: null, packages: [] },
      counts: { requirements: 1, packages: 0, downloaded: 0, built: 0, reused: 0, failed: 0 },
      cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
      closure: {
        ...{ by: "solver", complete: true, text: "Resolved." },
        ...(steps === null ? {} : { decisions: treeOf(steps) }),
      },
    })),
  };
}

const text = (of: BuildReport, verbosity: 0 | 1 | 2) => renderText(of, { width: 80, color: false, verbosity });

describe("what the solver tried", () => {
  it("is told in the terminal where it is asked for, and with -vv who asked", () => {
    const one = report([STEPS]);
    expect(text(one, 0)).not.toContain("decisions");
    expect(text(one, 1)).toContain(
      "\n\ndecisions  of Wheelhouse's own solver\n REQUEST leaf<2\n. TRY leaf 2.0 - app 1.0 needs leaf<2\n> RESOLVE leaf 1.9\n\n",
    );
    expect(text(one, 2)).toContain(" REQUEST leaf<2 (by app 1.0)\n");
  });

  it("is told once for the targets on which it was the same", () => {
    const three = report([STEPS, [step("resolve", "1.0")], STEPS]);
    expect(text(three, 1).match(/^decisions .*/gm)).toEqual([
      "decisions  of Wheelhouse's own solver (1, 3)",
      "decisions  of Wheelhouse's own solver (2)",
    ]);
    const heads = (of: string) => of.match(/<summary>Decisions of the solver.*?<\/summary>/g);
    const first = "<code>cp310-manylinux_2_28_aarch64</code>, <code>cp312-manylinux_2_28_aarch64</code>";
    const expected = [first, "<code>cp311-manylinux_2_28_aarch64</code>"].map(
      (names) => `<summary>Decisions of the solver for ${names}</summary>`,
    );
    expect(heads(renderHtml(three))).toEqual(expected);
    expect(heads(renderSummary(three).text)).toEqual(expected);
  });

  it("is a closed part of the Markdown and of the page, and nothing where the report has none", () => {
    for (const render of [(of: BuildReport) => renderSummary(of).text, renderHtml]) {
      expect(render(report([STEPS]))).toMatch(
        /<details><summary>Decisions of the solver<\/summary>[\s\S]*? REQUEST leaf[\s\S]*?TRY leaf 2\.0/,
      );
      expect(render(report([null]))).not.toContain("ecisions");
    }
  });

  it("leaves room for the rest: the Markdown holds so many lines and goes without them before it says less", () => {
    const long = report([Array.from({ length: 1_500 }, (_, index) => step("try", `${index}`, { reason: `${index}` }))]);
    expect(renderSummary(long).text).toContain("… and 501 more lines");
    expect(renderComment(long).text).toContain("… and 1441 more lines");
    expect(renderComment(long, { budget: 1_000 })).toMatchObject({ dropped: ["decisions"] });
  });
});
