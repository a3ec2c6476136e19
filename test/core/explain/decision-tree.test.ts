import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DecisionTree, decisionTree } from "../../../src/core/explain/decision-tree.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { renderDecisionTree } from "../../../src/core/render/decision-tree.ts";
import { TOLD_PATTERNS } from "../../rig/decisions/patterns.ts";
import { golden } from "../log/cases.ts";
import { comparableLines, type RecordedLog, recordedLogs } from "../log/recorded-logs.ts";

const DECISIONS = recordedLogs("decisions");
const ALL = recordedLogs();

const treeOf = (input: Buffer): DecisionTree | null => decisionTree(parseLog(input));

interface DecisionMeta {
  readonly pip: string;
  readonly form: string;
  readonly pattern: string;
}

const metaOf = ({ folder }: RecordedLog): DecisionMeta =>
  JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as DecisionMeta;

/** Lines of a step that do not exist, or do not name its package. Other tools' messages go over lines: one names it. */
function strayLines(input: Buffer): readonly string[] {
  const parse = parseLog(input);
  const lines = comparableLines(input);
  return (decisionTree(parse)?.steps ?? []).flatMap((step) => {
    const name = step.package.toLowerCase().replace(/[-_.]+/g, "-");
    const wrong = step.lines.filter((line) => !(lines[line - 1] ?? "").includes(name));
    if (step.lines.length === 0) return [`${step.kind} ${step.package} has no line`];
    if (parse.format !== "pip" && wrong.length < step.lines.length) return [];
    return wrong.map((line) => `${step.kind} ${step.package}: line ${line} is "${lines[line - 1]?.slice(0, 80)}"`);
  });
}

describe("the decision patterns, recorded from real pips", () => {
  it.each(DECISIONS)("$name prints as the reviewed tree", ({ input, folder }) => {
    const tree = treeOf(input);
    const actual = tree === null ? "" : renderDecisionTree(tree, { width: 100, color: false, verbosity: 2 });
    expect(actual).toBe(golden(join(folder, "tree.txt"), actual));
  });

  it.each(DECISIONS)("$name is told apart from the others", (log) => {
    const { pattern, form, pip } = metaOf(log);
    const { full = [], console: less = full } = TOLD_PATTERNS[pattern] ?? {};
    const found = treeOf(log.input)?.patterns.map(({ kind, package: name }) => `${kind} ${name}`);
    // Up to 25.x the console has a hint when a version is refused.
    const hinted = form === "console" && pip === "24.2" && pattern === "recovered";
    expect(found).toEqual(form === "console" && !hinted ? less : full);
  });

  it("has all of them, in every form", () => {
    const seen = new Set(DECISIONS.map((log) => metaOf(log).pattern));
    expect([...seen].sort()).toEqual(Object.keys(TOLD_PATTERNS).sort());
    for (const pip of ["24.2", "26.3"]) {
      const forms = DECISIONS.map(metaOf).filter((meta) => meta.pip === pip && meta.pattern === "recovered");
      expect(forms.map(({ form }) => form)).toEqual(expect.arrayContaining(["console", "vv", "debug-vv"]));
    }
  });

  it("proposes nothing about a version or package that is not in the log", () => {
    for (const { input, name } of DECISIONS) {
      const text = comparableLines(input).join("\n");
      const solutions = treeOf(input)?.patterns.flatMap((pattern) => pattern.solutions) ?? [];
      const pins = solutions.flatMap((solution) => [...solution.matchAll(/([\w.-]+)==([\w.]*[\w])/g)]);
      for (const [, project = "", version = ""] of pins) {
        expect.soft(text, name).toContain(project.toLowerCase().replace(/[-_.]+/g, "-"));
        expect.soft(text, name).toContain(version.replace(/[-_.]+/g, "-"));
      }
    }
  });

  it.each(["embedded", "recovered"])("knows where it stands when the tree is complete (%s)", (pattern) => {
    const complete = (form: string): boolean | undefined => {
      const log = DECISIONS.find((each) => each.name === `decisions/${pattern}-26.3${form}`);
      return log && treeOf(log.input)?.complete;
    };
    expect([complete("-debug-vv"), complete("")]).toEqual([true, false]);
  });
});

describe("the trees of all recorded logs", () => {
  it.each(ALL)("$name: every line names its package", ({ input }) => {
    expect(strayLines(input)).toEqual([]);
  });

  it("hold when a log is cut anywhere", () => {
    const logs = fc.constantFrom(...ALL.filter(({ input }) => input.length < 60_000));
    fc.assert(
      fc.property(logs, fc.double({ min: 0, max: 1, noNaN: true }), ({ input }, part) => {
        return strayLines(input.subarray(0, Math.floor(input.length * part))).length === 0;
      }),
      { numRuns: 150 },
    );
  });
});
