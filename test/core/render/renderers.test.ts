import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderAnnotations } from "../../../src/core/render/annotations.ts";
import { byteLength, clip, cutBytes } from "../../../src/core/render/budget.ts";
import { COMMENT_BUDGET, renderComment, renderResolved, titleOfBody } from "../../../src/core/render/comment.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { renderers } from "../../../src/core/render/renderers.ts";
import { renderSummary, SUMMARY_BUDGET } from "../../../src/core/render/summary.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { BuildReport, Finding } from "../../../src/core/report/model.ts";
import { hostileText } from "../../arbitraries/hostile-text.ts";
import { anyReport } from "../../arbitraries/report.ts";
import { GITHUB_REFERENCE, nodesOf, parseMarkdown, proseOf } from "../../rig/markdown.ts";
import { runnerCommands } from "../../rig/runner-commands.ts";

const RUN = {
  url: "https://git.example/o/r/actions/runs/1",
  label: "#1, attempt 2",
  sha: "d4e5f6a7b8c9d4e5f6a7b8c9d4e5f6a7b8c9d4e5",
  repositoryUrl: "https://git.example/o/r",
};
const UNSEEN = /[^\P{Cc}\n\r\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Presentation selectors of our own emoji. */
const withoutOurEmoji = (text: string) => text.replaceAll("\ufe0f", "");

const EMPTY: BuildReport = {
  schemaVersion: 1,
  tool: { name: "wheelhouse", version: "0.1.0" },
  command: "build",
  complete: true,
  outcome: "ok",
  targets: [],
  findings: [],
  conflicts: [],
  fixes: [],
};

function manyFindings(count: number, text = "a long message about 😀 numpy<2 "): BuildReport {
  const findings = Array.from({ length: count }, (_, index): Finding => {
    const place = { file: "requirements.txt", line: index + 1, column: 1 };
    return {
      code: "build-failed",
      severity: "error",
      target: "cp312-manylinux_2_28_aarch64",
      title: `package-${index}: the build failed`,
      message: text.repeat(4),
      packages: [`package-${index}`],
      places: [place],
      evidence: [{ kind: "requirement", place }],
      remedies: [{ text: "Do this.", commands: ["apt-get install -y x"] }],
      excerpt: Array.from({ length: 40 }, () => text),
    };
  });
  return { ...EMPTY, outcome: findings.length > 0 ? "failed" : "ok", findings };
}

/** HTML that we write into Markdown ourselves; `<code>` holds only text that is encoded. */
const OUR_HTML = /^(?:<br>|<\/?sub>|<\/details>|<details><summary>(?:[^<>]|<code>[^<>]*<\/code>)*<\/summary>)$/;

describe("Markdown of any report", () => {
  const documents = (report: BuildReport, base?: BuildReport) => [
    renderComment(report, { run: RUN, base }),
    renderSummary(report, { run: RUN, base }),
    renderResolved(report, { run: RUN, previousTitle: report.command }),
  ];

  it("C1: holds no link but ours, no image, and no HTML but ours", () => {
    fc.assert(
      fc.property(anyReport, fc.option(anyReport, { nil: undefined }), (report, base) => {
        for (const { text } of documents(report, base)) {
          for (const { type, url = "", value = "" } of nodesOf(parseMarkdown(text))) {
            if (type === "link") expect(url).toMatch(/^https:\/\/git\.example\/o\/r\//);
            if (type === "html") for (const line of value.split("\n")) expect(line).toMatch(OUR_HTML);
            expect(["image", "imageReference", "linkReference", "definition", "footnoteReference"]).not.toContain(type);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("C2: mentions nobody and refers to nothing outside of code", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const { text } of documents(report)) {
          const prose = proseOf(parseMarkdown(text)).replaceAll("run #1, attempt 2", "");
          expect(prose).not.toMatch(GITHUB_REFERENCE);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("C3: holds no HTML comment and nothing that no eye sees", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const { text } of documents(report)) {
          expect(text).not.toContain("<!--");
          expect(withoutOurEmoji(text)).not.toMatch(UNSEEN);
        }
      }),
    );
  });

  it("C8: keeps each table whole and each collapsed part closed", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const { text } of documents(report)) {
          const nodes = nodesOf(parseMarkdown(text));
          for (const table of nodes.filter(({ type }) => type === "table")) {
            const [head, ...rows] = table.children ?? [];
            for (const row of rows) expect(row.children?.length).toBe(head?.children?.length);
          }
          const html = nodes.filter(({ type }) => type === "html").map(({ value = "" }) => value);
          const count = (tag: string) => html.join("\n").split(tag).length - 1;
          expect(count("<details>")).toBe(count("</details>"));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("budgets", () => {
  it.each([0, 1, 10, 100, 1_000, 10_000])(
    "C13: %i findings stay within 60,000 characters, and what is left out is said",
    (count) => {
      const report = manyFindings(count);
      const { text, dropped } = renderComment(report);
      expect(byteLength(text)).toBeLessThanOrEqual(COMMENT_BUDGET);
      const told = Number(/… and (\d+) more problems/.exec(text)?.[1] ?? 0);
      const rows = text.split("\n").filter((line) => line.startsWith("| ❌")).length;
      expect(rows + told).toBe(count);
      expect(dropped.length > 0).toBe(count >= 1_000);
      if (count > 0) expect(text).toContain(`${count} failed build`);
    },
  );

  it("C14: a summary is cut at 900 KiB between rows", () => {
    const { text, dropped } = renderSummary(manyFindings(10_000));
    expect(byteLength(text)).toBeLessThanOrEqual(SUMMARY_BUDGET);
    expect(byteLength(text)).toBeGreaterThan(100_000);
    expect(dropped).toContain("log-excerpts");
    expect(text).toMatch(/… and \d+ more problems/);
    const tables = nodesOf(parseMarkdown(text)).filter(({ type }) => type === "table");
    for (const row of tables.flatMap(({ children = [] }) => children)) expect(row.children).toHaveLength(4);
  });

  it("holds for any report and any budget, and names a step only when it took something away", () => {
    fc.assert(
      fc.property(anyReport, fc.nat({ max: 4_000 }), (report, budget) => {
        const { text, dropped } = renderComment(report, { budget });
        expect(byteLength(text)).toBeLessThanOrEqual(budget);
        expect(new Set(dropped).size).toBe(dropped.length);
        if (dropped.length === 0) expect(text).toBe(renderComment(report).text);
      }),
    );
  });

  it("counts bytes as UTF-8 does and never cuts a character", () => {
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 40 }), (text, limit) => {
        expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
        expect([...clip(text, limit)].length).toBeLessThanOrEqual(limit);
        const cut = cutBytes(text, limit);
        expect(text.startsWith(cut)).toBe(true);
        expect(byteLength(cut)).toBeLessThanOrEqual(limit);
      }),
    );
    expect(clip("😀😀😀", 2)).toBe("😀…");
  });
});

describe("annotations", () => {
  it("are at most nine of a level and one that counts the rest", () => {
    for (const [count, shown, rest] of [
      [9, 9, null],
      [10, 9, "and 1 more error"],
      [12, 9, "and 3 more errors"],
    ] as const) {
      const annotations = renderAnnotations(manyFindings(count));
      expect(annotations.filter(({ file }) => file !== null)).toHaveLength(shown);
      expect(annotations.at(shown)?.title ?? null).toBe(rest);
      expect(annotations[0]).toMatchObject({ file: "requirements.txt", line: 1, column: 1 });
    }
  });

  it("C15: name no file outside of the repository and stay in their limits, for any report", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const { title, message, file, line } of renderAnnotations(report)) {
          expect(title.length).toBeLessThanOrEqual(255);
          expect(message.length).toBeLessThanOrEqual(4_096);
          expect(`${title}${message}`).not.toMatch(/[\n\r]/);
          expect(`${title}${message}`).not.toMatch(UNSEEN);
          expect((file === null) === (line === null)).toBe(true);
          if (file !== null) expect(file).not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)|\\|\p{Cc}/u);
        }
      }),
    );
  });

  it("C16: are cut at 4,096 characters, with an ellipsis", () => {
    const long = renderAnnotations(manyFindings(1, "😀".repeat(3_000)))[0];
    expect(long?.message.length).toBeLessThanOrEqual(4_096);
    expect(long?.message.endsWith("…")).toBe(true);
  });

  it("tell a matrix once what holds for several targets", () => {
    const [finding] = manyFindings(1).findings;
    if (finding === undefined) throw new Error("no finding");
    const report = { ...EMPTY, findings: [finding, { ...finding, target: "cp311-manylinux_2_28_aarch64" }] };
    expect(renderAnnotations(report)).toHaveLength(1);
    expect(renderAnnotations(report)[0]?.message).toContain(
      "cp311-manylinux_2_28_aarch64 and cp312-manylinux_2_28_aarch64",
    );
  });
});

describe("text for a terminal", () => {
  it("B1: commands nothing, with colour and without, for any report", () => {
    fc.assert(
      fc.property(anyReport, fc.boolean(), fc.constantFrom(0, 1, 2), (report, color, verbosity) => {
        expect(runnerCommands(renderText(report, { width: 80, color, verbosity }))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("C11: shows what no eye sees, and colour adds nothing but SGR", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const plain = renderText(report, { width: 80, color: false, verbosity: 2 });
        expect(plain).not.toMatch(UNSEEN);
        const trimmed = (text: string) => text.split("\n").map((line) => line.trimEnd());
        const colored = renderText(report, { width: 80, color: true, verbosity: 2 }).replace(/\x1b\[[\d;]*m/g, "");
        expect(trimmed(colored)).toEqual(trimmed(plain));
      }),
    );
  });
});

describe("the HTML page", () => {
  it("loads nothing, runs nothing and keeps data as text, for any report", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const page = renderHtml(report);
        const tags = new Set([...page.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, name = ""]) => name.toLowerCase()));
        for (const tag of ["script", "img", "svg", "link", "iframe", "a", "form", "base", "object"])
          expect(tags).not.toContain(tag);
        for (const [tag] of page.matchAll(/<[^>]*>/g)) expect(tag).not.toMatch(/\s(?:on\w+|style|href|src)=/);
        expect(page).not.toMatch(UNSEEN);
        expect(page).toContain("default-src 'none'; style-src 'sha256-");
      }),
    );
  });
});

describe("every renderer", () => {
  it("never throws, is never empty and always gives the same bytes, for any report", () => {
    fc.assert(
      fc.property(anyReport, fc.option(anyReport, { nil: undefined }), (report, base) => {
        for (const { path, render } of renderers) {
          const file = render(report, { run: RUN, base });
          expect(file.length, path).toBeGreaterThan(0);
          expect(render(structuredClone(report), { run: RUN, base }), path).toEqual(file);
        }
        expect(renderText(report, { width: 80, color: true, verbosity: 2 }).length).toBeGreaterThan(0);
      }),
    );
  });

  it("knows each file once", () => {
    const paths = renderers.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(expect.arrayContaining(["report.json", "report.md", "report.html", "analysis_report.md"]));
  });
});

describe("the resolved comment", () => {
  it("tells what was wrong before", () => {
    const before = renderComment(manyFindings(2)).text;
    expect(titleOfBody(before)).toBe("2 failed builds");
    const resolved = renderResolved(EMPTY, { run: RUN, previousTitle: titleOfBody(before) ?? "" }).text;
    expect(resolved.split("\n")[0]).toBe("## ✅ Wheelhouse: resolved in `d4e5f6a` — was: 2 failed builds");
    const again = renderResolved(EMPTY, { previousTitle: titleOfBody(resolved) ?? "" }).text;
    expect(again.split("\n")[0]).toBe("## ✅ Wheelhouse: resolved — was: 2 failed builds");
  });
});

describe("a comment against the base branch", () => {
  it("shows what is new, collapses what the base has too, and names what is gone", () => {
    const base = manyFindings(3);
    const [, ...kept] = manyFindings(4).findings;
    const { text } = renderComment({ ...base, findings: kept }, { base, run: { ...RUN, baseSha: "a1b2c3d4e5f6" } });
    const [open = "", collapsed = ""] = text.split("<details><summary>2 problems that the base has too</summary>");
    expect(open).toContain("### New problems");
    expect(open).toContain("`package-3`: the build failed");
    expect(open).not.toContain("`package-2`: the build failed");
    expect(collapsed).toContain("`package-2`: the build failed");
    expect(text).toContain("✅ Gone since the base: `package-0`: the build failed");
    expect(text).toContain("| Errors | 3 | 3 |  |");
    expect(text).toContain("|  | Base `a1b2c3d` | Here `d4e5f6a` | Change |");
  });
});
