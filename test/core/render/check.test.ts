import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OUTCOMES, type VerdictOutcome } from "../../../src/core/index/verdict.ts";
import { checkMatrix } from "../../../src/core/render/check/matrix.ts";
import { OUTCOME_WORDS } from "../../../src/core/render/check/outcome-words.ts";
import { COMMENT_BUDGET, renderComment } from "../../../src/core/render/comment.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { renderSummary } from "../../../src/core/render/summary.ts";
import { renderText } from "../../../src/core/render/text.ts";
import { verdictOf } from "../../../src/core/render/verdict.ts";
import type { BuildReport, Finding, PackageReport } from "../../../src/core/report/model.ts";
import { packageReport } from "../findings/case-facts.ts";
import { verdict } from "../findings/check-facts.ts";

const TARGETS = ["cp310-manylinux_2_35_aarch64", "cp312-manylinux_2_28_aarch64", "cp312-musllinux_1_2_aarch64"];

function judged(name: string, outcome: VerdictOutcome, more: Partial<PackageReport> = {}): PackageReport {
  const given = verdict(outcome);
  const artifact = given.wheel !== null ? "wheel" : outcome === "SDIST_ONLY" ? "sdist" : null;
  return packageReport({ name, artifact, status: "planned", verdict: given, ...more });
}

function report(
  byTarget: Readonly<Record<string, readonly PackageReport[]>>,
  more: Partial<BuildReport> = {},
): BuildReport {
  return {
    ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command: "check", complete: true },
    ...{ outcome: "ok", findings: [], conflicts: [], fixes: [] },
    targets: Object.entries(byTarget).map(([target, packages]) => ({
      ...{ target, lane: null, installer: null, packages },
      counts: { requirements: 1, packages: packages.length, downloaded: 0, built: 0, reused: 0, failed: 0 },
      cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
      closure: { by: "solver", complete: true, text: "Resolved by our own solver." },
    })),
    ...more,
  };
}

const [FIRST = ""] = TARGETS;

describe("one package alone", () => {
  it.each([
    ["SDIST_ONLY", "The package has no wheel and must be built."],
    ["UNKNOWN", "Whether the package has a wheel is not known."],
    ["NO_ARTIFACT", "The package has no wheel."],
    ["NATIVE", "The package has a wheel."],
  ] as const)("is counted by no number: %s", (outcome, expected) => {
    const one = report({ [FIRST]: [judged("a", outcome)] });
    expect(renderText(one, { width: 80, color: false, verbosity: 0 })).toContain(expected);
  });
});

describe("the words for an outcome", () => {
  it.each([...OUTCOMES])("%s fits a column, and says more where there is room", (outcome) => {
    const { short, long } = OUTCOME_WORDS[outcome];
    expect(short(verdict(outcome)).length).toBeLessThanOrEqual(13);
    expect(long(verdict(outcome)).length).toBeGreaterThanOrEqual(short(verdict(outcome)).length - 6);
  });
});

describe("the headline of a check", () => {
  const headline = (...packages: readonly PackageReport[]) => verdictOf(report({ [FIRST]: packages })).text;

  it("says that all is well", () => {
    expect(headline(judged("a", "NATIVE"), judged("b", "PURE"))).toBe("every package has a wheel");
    const both = report({ [FIRST]: [judged("a", "NATIVE")], other: [judged("a", "NATIVE")] });
    expect(verdictOf(both).text).toBe("every package has a wheel for every target");
  });

  it("counts packages, not findings", () => {
    expect(headline(judged("a", "NATIVE"), judged("b", "NO_ARTIFACT"))).toBe("1 of 2 packages lacks a wheel");
    expect(headline(judged("a", "SDIST_ONLY"), judged("b", "NO_ARTIFACT"), judged("c", "PURE"))).toBe(
      "2 of 3 packages lack wheels, 1 of them to be built",
    );
    expect(headline(judged("a", "SDIST_ONLY"))).toBe("1 of 1 package lacks a wheel, to be built");
  });

  it("leaves a project that does not exist to its own finding", () => {
    const absent: Finding = {
      ...{ code: "not-found", severity: "error", target: FIRST, title: "a: not found", message: "It is not there." },
      ...{ packages: ["a"], places: [], evidence: [], remedies: [] },
    };
    const packages = [judged("a", "NOT_FOUND"), judged("b", "PURE")];
    expect(verdictOf(report({ [FIRST]: packages }, { findings: [absent] })).text).toBe(
      "1 of 2 packages has a wheel, 1 unknown project",
    );
  });

  it("does not call missing what was not checked", () => {
    expect(headline(judged("a", "UNKNOWN"), judged("b", "PURE"))).toBe("no package lacks a wheel, 1 not known");
    expect(headline(judged("a", "UNKNOWN"), judged("b", "NO_ARTIFACT"))).toBe(
      "1 of 2 packages lacks a wheel, 1 not known",
    );
    expect(headline()).toBe("nothing to check");
  });
});

describe("the matrix", () => {
  it("has the worst first, a gap where a package is not needed, and the version where it differs", () => {
    const matrix = checkMatrix(
      report({
        [FIRST]: [judged("a", "PURE"), judged("b", "NATIVE", { version: "1.0" })],
        other: [judged("b", "NO_ARTIFACT", { version: "2.0" })],
      }),
    );
    expect(matrix?.rows.map(({ name, version, worst }) => [name, version, worst])).toEqual([
      ["b", null, "none"],
      ["a", "1.0", "wheel"],
    ]);
    expect(matrix?.rows[1]?.cells).toMatchObject([{ standing: "wheel" }, null]);
    expect(
      renderText(report({ [FIRST]: [judged("a", "PURE")], other: [] }), { width: 80, color: false, verbosity: 0 }),
    ).toMatch(/^ {2}a 1\.0 +✓ wheel \(any\) +–$/m);
  });

  it("doubts a wheel that a finding warns of, on its target alone", () => {
    const yanked: Finding = {
      ...{ code: "yanked", severity: "warning", target: FIRST, title: "a: yanked version", message: "It is yanked." },
      ...{ packages: ["a"], places: [], evidence: [], remedies: [] },
    };
    const both = { [FIRST]: [judged("a", "PURE")], other: [judged("a", "PURE")] };
    const matrix = checkMatrix(report(both, { findings: [yanked] }));
    expect(matrix?.rows[0]?.cells).toMatchObject([{ standing: "doubtful", words: "yanked" }, { standing: "wheel" }]);
  });

  it("is not there for a build", () => {
    const built = report({ [FIRST]: [packageReport({ name: "a" })] });
    expect(checkMatrix({ ...built, targets: built.targets.map(({ closure: _, ...target }) => target) })).toBeNull();
  });
});

describe("the terminal", () => {
  const names = fc.constantFrom("a", "numpy", "a-name-that-is-much-longer-than-any-column-of-a-table-can-be", "wörter");
  const row = fc.tuple(names, fc.constantFrom(...OUTCOMES));
  const targets = fc.uniqueArray(fc.constantFrom(...TARGETS, "a", "b", "c", "d", "e"), { minLength: 1 });

  it("keeps to its columns, however many targets there are", () => {
    fc.assert(
      fc.property(
        targets,
        fc.uniqueArray(row, { selector: ([name]) => name }),
        fc.constantFrom(60, 80, 120),
        (ids, rows, width) => {
          const packages = rows.map(([name, outcome]) => judged(name, outcome));
          const text = renderText(report(Object.fromEntries(ids.map((id) => [id, packages]))), {
            width,
            color: false,
            verbosity: 0,
          });
          expect(Math.max(...text.split("\n").map((line) => [...line].length))).toBeLessThanOrEqual(width);
          for (const id of ids) expect(text).toContain(id);
        },
      ),
    );
  });

  it("counts the wheels of a long list instead of naming them, unless it is asked", () => {
    const many = Array.from({ length: 50 }, (_, index) => judged(`p${index}`, "PURE"));
    const long = report({ [FIRST]: [judged("bad", "NO_ARTIFACT"), ...many] });
    const quiet = renderText(long, { width: 80, color: false, verbosity: 0 });
    expect(quiet).toContain("50 more packages with a wheel, -v shows them");
    expect(quiet).not.toContain("p49");
    expect(renderText(long, { width: 80, color: false, verbosity: 1 })).toContain("p49");
  });

  it("says how the closure of each target was told, once where it is the same", () => {
    const two = report({ [FIRST]: [judged("a", "PURE")], other: [judged("a", "PURE")] });
    const told = (texts: readonly string[]) =>
      renderText(
        {
          ...two,
          targets: two.targets.map((target, index) => ({
            ...target,
            closure: { by: "solver", complete: true, text: texts[index] ?? "" },
          })),
        },
        { width: 80, color: false, verbosity: 0 },
      );
    expect(told(["By our solver.", "By our solver."])).toContain("  closure   By our solver.\n\n");
    expect(told(["By our solver.", "By a lock."])).toContain(
      "  closure   (1) By our solver.\n            (2) By a lock.\n",
    );
  });

  it("adds up what there is", () => {
    const packages = [judged("a", "PURE"), judged("b", "SDIST_ONLY"), judged("c", "NO_ARTIFACT"), judged("d", "AUTH")];
    expect(renderText(report({ [FIRST]: packages }), { width: 80, color: false, verbosity: 0 })).toContain(
      "1 of 4 packages has a wheel; 1 must be built; 1 has nothing; 1 not known.",
    );
  });
});

describe("Markdown and the page", () => {
  const large = report(
    Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `cp3${index}-manylinux_2_28_aarch64`,
        Array.from({ length: 400 }, (__, number) => judged(`package-${number}`, OUTCOMES[number % 19] ?? "PURE")),
      ]),
    ),
  );

  it("keep to the budget with 400 packages on 12 targets, and still tell the sums", () => {
    const { text, dropped } = renderComment(large);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(COMMENT_BUDGET);
    expect(dropped).not.toEqual([]);
    expect(text).toContain("packages lack wheels");
    expect(Buffer.byteLength(renderSummary(large).text)).toBeLessThanOrEqual(900 * 1024);
  });

  it("compare with the base by what lacks a wheel", () => {
    const base = report({ [FIRST]: [judged("a", "NO_ARTIFACT"), judged("b", "PURE")] });
    const head = report({ [FIRST]: [judged("a", "PURE"), judged("b", "PURE")] });
    expect(renderComment(head, { base }).text).toContain("| Packages without a wheel | 1 | 0 | **−1** |");
  });

  it("have no column of sizes where the index tells none", () => {
    const sized = { ...verdict("PURE"), bytes: 2_000 };
    for (const [packages, has] of [
      [[judged("a", "PURE")], false],
      [[judged("a", "PURE", { verdict: sized })], true],
    ] as const) {
      expect(renderComment(report({ [FIRST]: packages })).text.includes("| Size |")).toBe(has);
      const [matrix = ""] = renderHtml(report({ [FIRST]: packages })).split("All packages");
      expect(matrix.includes(">Size<")).toBe(has);
    }
  });

  it("give no foreign name a meaning", () => {
    const hostile = report({ [FIRST]: [judged("a|b<script>@octocat", "NO_ARTIFACT", { version: "1`2" })] });
    const { text } = renderComment(hostile);
    expect(text).toContain("``a\\|b<script>@octocat 1`2``");
    expect(renderHtml(hostile)).not.toContain("<script>");
  });
});
