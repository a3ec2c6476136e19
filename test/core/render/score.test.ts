import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { buildReportFile } from "../../../src/core/render/classic/build-report.ts";
import { scoreOf } from "../../../src/core/render/classic/score.ts";
import { toLogReport } from "../../../src/core/report/log-report.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";

/** The report on one log of pip's. */
function explained(text: string, outcome: BuildReport["outcome"] = "ok"): BuildReport {
  const bytes = Buffer.from(text);
  const parse = parseLog(bytes);
  const facts = reduceFacts({ log: parse });
  const log = {
    file: "pip.log",
    bytes: bytes.length,
    parse,
    facts,
    tree: null,
    requirements: [],
    isCut: false,
    isStoppedBuild: false,
  };
  return {
    ...{
      schemaVersion: 1,
      tool: { name: "wheelhouse", version: "0.1.0" },
      command: "explain",
      complete: true,
      outcome,
    },
    ...{ targets: [], findings: [], conflicts: [], fixes: [], logs: [toLogReport(log)] },
  };
}

/** Works out what the text says, without our code. */
function workOut(text: string): number {
  const [, terms = "", weights = "1"] = /^100 × \((.*)\) \/ (\d+) = \d+$/.exec(text) ?? [];
  const sum = terms.split(" + ").reduce((total, part) => {
    const [, weight, above, below] = (/^(\d+) × (\d+)\/(\d+)$/.exec(part) ?? []).map(Number);
    return total + ((weight ?? 0) * (above ?? 0)) / (below ?? 1);
  }, 0);
  return Math.round((100 * sum) / Number(weights));
}

const FRESH = `Collecting a
  Downloading a-1.0-py3-none-any.whl (10 kB)
Collecting b
  Using cached b-1.0-py3-none-any.whl (10 kB)
Installing collected packages: a, b
Successfully installed a-1.0 b-1.0
`;

describe("the optimisation score", () => {
  it("is what its own arithmetic comes to", () => {
    const { score, text } = scoreOf(explained(FRESH));
    expect(text).toBe("100 × (40 × 1/2 + 30 × 2/2 + 20 × 1/1 + 10 × 1/1) / 100 = 80");
    expect(workOut(text)).toBe(score);
  });

  it("leaves out what cannot be counted, with its weight", () => {
    const cached = FRESH.replace("Downloading a", "Using cached a");
    const { score, text, terms } = scoreOf(explained(cached));
    expect([score, text]).toEqual([100, "100 × (40 × 2/2 + 30 × 2/2) / 70 = 100"]);
    expect(terms.map(({ value }) => value)).toEqual([1, 1, null, null]);
  });

  it("falls with each version that was downloaded for nothing", () => {
    const backtracked = FRESH.replace(
      "Collecting b",
      "  Downloading a-0.9-py3-none-any.whl (10 kB)\n  Downloading a-0.8-py3-none-any.whl (10 kB)\nCollecting b",
    );
    const [more, fewer] = [scoreOf(explained(FRESH)).score, scoreOf(explained(backtracked)).score];
    expect(fewer).toBeLessThan(more ?? 0);
  });

  it("is none for a run that failed and for one without packages", () => {
    expect(scoreOf(explained(FRESH, "failed"))).toMatchObject({
      score: null,
      text: expect.stringContaining("no score"),
    });
    expect(scoreOf(explained("nothing here\n"))).toMatchObject({ score: null });
  });

  it("stands in build-report.json with every term", () => {
    const report = explained(FRESH);
    const file = JSON.parse(String(buildReportFile.render(report, {})));
    expect(file).toMatchObject({
      optimization_score: 80,
      optimization_score_arithmetic: scoreOf(report).text,
      build_summary: { downloads: 1, wheels_reused: 1, packages_installed: 2, requirements: null },
      logs: [{ install_method: "index", duplicates: [] }],
    });
    expect(file.optimization_score_terms).toHaveLength(4);
  });
});
