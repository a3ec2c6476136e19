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

describe("a tree from other sources", () => {
  const named = (name: string): DecisionTree => {
    const log = ALL.find((each) => each.name === name);
    const tree = log && treeOf(log.input);
    if (!tree) throw new Error(`${name} gives no tree`);
    return tree;
  };
  const steps = (tree: DecisionTree) =>
    tree.steps.map(({ kind, level, package: of, text }) => `${level} ${kind} ${of} ${text}`);

  it("tells what pip 21.3 does not say of its refusals, and that it is not all", () => {
    const tree = named("pip/21.3.1-backtracking-debug");
    const [first] = tree.steps.filter(({ kind }) => kind === "try");
    expect(first).toMatchObject({
      package: "picky",
      text: "1.16",
      reason: expect.stringContaining("does not say why"),
    });
    expect(tree).toMatchObject({ source: "resolver-debug", complete: false });
  });

  it("steps back to the package that is decided anew when no state says how far", () => {
    const tree = named("pip/pip-26.2.1-rdebug");
    expect(tree.complete).toBe(false);
    expect(steps(tree).slice(3, 11)).toEqual([
      "0 resolve app-c 1.16",
      "1 request leaf leaf<2",
      "1 resolve leaf 1.1",
      "2 try app-b 1.0",
      "2 blocked app-b null",
      "0 resolve app-c 1.15",
      "1 request leaf leaf<2",
      "1 resolve leaf 1.1",
    ]);
  });

  it("knows by the states what is in force, with the same run's -vv", () => {
    expect(named("pip/pip-26.2.1-rdebug3vv")).toMatchObject({ source: "resolver-debug", complete: true });
  });

  it("reads uv's search, and recommends nothing that is pip's", () => {
    const tree = named("uv/0.13.8-backtrack-verbose");
    expect(tree).toMatchObject({ source: "uv", patterns: [{ kind: "recovered", package: "wavering" }] });
    const others = ALL.filter(({ name }) => /^(?:uv|poetry|pipenv|pip-compile|conda)\//.test(name));
    const advice = others.flatMap(({ input }) => treeOf(input)?.patterns.flatMap(({ solutions }) => solutions) ?? []);
    expect(advice.length).toBeGreaterThan(10);
    expect(advice.filter((solution) => /\bpip\b/.test(solution))).toEqual([]);
  });

  it("is that of the run that failed, else of the last", () => {
    const log = (name: string) => ALL.find((each) => each.name === `decisions/${name}-26.3`)?.input ?? Buffer.alloc(0);
    const both = (first: string, second: string) => treeOf(Buffer.concat([log(first), log(second)]));
    expect(both("not-found", "recovered")?.patterns).toMatchObject([{ kind: "not-found" }]);
    expect(both("recovered", "embedded")?.patterns).toMatchObject([{ kind: "embedded" }]);
  });

  it("says who asked only where the log does", () => {
    expect(
      named("pip/22.2.2-ok")
        .steps.filter(({ kind }) => kind === "request")
        .map(({ by }) => by),
    ).toEqual([[], ["you or a package"], ["you or a package"]]);
    const known = named("pip/26.3-ok-log")
      .steps.filter(({ kind }) => kind === "request")
      .map(({ by }) => by);
    expect(known).toContainEqual([expect.stringContaining("chain")]);
    expect(known.flat()).not.toContain("you or a package");
  });

  it("is none where nothing was resolved", () => {
    expect(treeOf(Buffer.from("hello\n"))).toBeNull();
    expect(treeOf(Buffer.alloc(0))).toBeNull();
  });
});
