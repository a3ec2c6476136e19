import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellCode,
  cellText,
  codeSpan,
  commandData,
  commandProperty,
  csvField,
  fencedBlock,
  htmlCode,
  htmlText,
  markdownText,
  terminalText,
} from "../../../src/core/render/escape.ts";
import { visibleLine, visibleLines } from "../../../src/core/render/visible.ts";
import { HOSTILE_PIECES, hostileText } from "../../arbitraries/hostile-text.ts";
import {
  GITHUB_REFERENCE,
  type MarkdownNode,
  nodesOf,
  parseMarkdown,
  plainTextOf,
  proseOf,
} from "../../rig/markdown.ts";
import { runnerCommands } from "../../rig/runner-commands.ts";

const UNSEEN = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const CODE_AND_TEXT = new Set(["root", "paragraph", "text", "inlineCode"]);
const MARKDOWN_SINKS = { markdownText, codeSpan, fencedBlock };

const typesOf = (markdown: string) => new Set(nodesOf(parseMarkdown(markdown)).map(({ type }) => type));
const tableOf = (first: string, second: string) => parseMarkdown(`| a | b |\n|---|---|\n| ${first} | ${second} |\n`);
const bodyCells = (tree: MarkdownNode) =>
  nodesOf(tree)
    .filter(({ type }) => type === "tableRow")
    .slice(1)
    .map((row) => (row.children ?? []).map(plainTextOf));
/** What a quote of `text` on one line reads like. */
const quoted = (text: string) => visibleLine(text).replaceAll("<!--", "<! --");

/** Backticks around words are taken for marks of code, and are not read. */
const spoken = (text: string) => visibleLine(text).replace(/(?<=^|[\s(])`([^`]+)`(?=$|[\s.,;:!?)])/gu, "$1");

describe("prose in Markdown", () => {
  it("leaves plain sentences as they are", () => {
    const sentence = "The compiler could not find a header, so 2 of 12 wheels (20%) were not built.";
    expect(markdownText(sentence)).toBe(sentence);
  });

  it("puts requirements, file names and addresses into code", () => {
    expect(markdownText("torch==2.3 needs numpy<2 (requirements.txt).")).toBe(
      "`torch==2.3` needs `numpy<2` (`requirements.txt`).",
    );
  });

  it("takes words between backticks for the code that they are meant to be", () => {
    expect(markdownText("Try `pip check`, or (`pip index versions <x>`).")).toBe(
      "Try `pip check`\\, or \\(`pip index versions <x>`\\)\\.",
    );
    expect(typesOf(markdownText("`a``b` x<1`c` `"))).toEqual(new Set(["root", "paragraph", "text", "inlineCode"]));
  });

  it("C1: never makes a link or an image out of data", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const type of typesOf(markdownText(text))) expect(CODE_AND_TEXT).toContain(type);
        for (const type of typesOf(codeSpan(text))) expect(CODE_AND_TEXT).toContain(type);
      }),
    );
    expect(markdownText("[x](http://evil.example)")).toBe("`[x](http://evil.example)`");
  });

  it("C2: never mentions a user or a team", () => {
    for (const text of ["@octocat", "thanks @octocat!", "(@org/team)", "a@octocat", "“@octocat”", "\u200b@octocat"]) {
      for (const sink of [markdownText, cellText]) expect(proseOf(parseMarkdown(sink(text)))).not.toMatch(/@\w/);
    }
  });

  it("C10: leaves issue, commit and ticket references inert", () => {
    for (const text of [
      "#123",
      "closes #1",
      "GH-1",
      "owner/repo#1",
      "deadbeef",
      "JIRA-7",
      "CVE-2024-1",
      "see x/0a1b2c3d",
    ]) {
      expect(proseOf(parseMarkdown(markdownText(text)))).not.toMatch(GITHUB_REFERENCE);
    }
    fc.assert(fc.property(hostileText, (text) => !GITHUB_REFERENCE.test(proseOf(parseMarkdown(markdownText(text))))));
  });

  it("says the same words as the text", () => {
    const words = (text: string) => text.replaceAll("<! --", "<!--").trim().split(/\s+/u);
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(words(plainTextOf(parseMarkdown(markdownText(text))))).toEqual(words(spoken(text)));
      }),
    );
  });
});

describe("cells of a table", () => {
  it("C6: keep pipes, line ends and backticks of any length in one cell, unchanged", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const cells = bodyCells(tableOf(cellCode(first), cellCode(second)));
        expect(cells).toEqual([[quoted(first) || " ", quoted(second) || " "]]);
      }),
      { numRuns: 500 },
    );
    expect(bodyCells(tableOf(cellCode("a\\|b|c``d\ne"), cellText("x|y \\| z `")))).toEqual([
      ["a\\|b|c``d e", "x|y \\| z `"],
    ]);
  });

  it("C6: hold prose of any text in one cell with its words", () => {
    const squash = (text: string) => text.replace(/\s+/gu, "");
    fc.assert(
      fc.property(hostileText, (text) => {
        const cells = bodyCells(tableOf(cellText(text), "end"));
        expect(cells.map((row) => row.map(squash))).toEqual([[squash(quoted(spoken(text))), "end"]]);
      }),
      { numRuns: 500 },
    );
  });

  it("C1: hold no link, image or HTML", () => {
    const allowed = new Set([...CODE_AND_TEXT, "table", "tableRow", "tableCell"]);
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const { type } of nodesOf(tableOf(cellText(text), cellCode(text)))) expect(allowed).toContain(type);
      }),
    );
  });
});

describe("quotes", () => {
  it("C3: form no HTML comment, in no sink", () => {
    for (const sink of [markdownText, cellText, codeSpan, cellCode, fencedBlock, htmlText, htmlCode]) {
      expect(sink("<!-- wheelhouse-report -->")).not.toContain("<!--");
      fc.assert(fc.property(hostileText, (text) => !sink(text).includes("<!--")));
    }
  });

  it("C7: a fence is longer than any run of backticks inside", () => {
    fc.assert(
      fc.property(fc.array(hostileText), (lines) => {
        const [block, ...others] = parseMarkdown(`${fencedBlock(lines.join("\n"))}\n`).children ?? [];
        expect(others).toEqual([]);
        expect(block?.type).toBe("code");
        expect(block?.value).toBe(visibleLines(lines.join("\n")).join("\n").replaceAll("<!--", "<! --"));
      }),
      { numRuns: 500 },
    );
  });

  it("C8: closes no element and opens none", () => {
    for (const text of [
      "</details>",
      "<img src=x>",
      "<svg/onload=x>",
      "&lt;b&gt;",
      "&#60;b&#62;",
      "<!DOCTYPE x>",
      "<?x?>",
    ]) {
      for (const [name, sink] of Object.entries(MARKDOWN_SINKS)) {
        const tree = parseMarkdown(sink(text));
        expect(typesOf(sink(text)), name).not.toContain("html");
        expect(plainTextOf(tree), name).toBe(text);
      }
      expect(htmlText(text)).not.toMatch(/[<>]|&(?!(?:lt|gt|amp|quot|#39);)/);
    }
  });

  it("C11: show or drop what no eye sees, in every sink", () => {
    const sinks = [markdownText, cellText, codeSpan, cellCode, fencedBlock, htmlText, terminalText];
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const sink of sinks) expect(sink(text)).not.toMatch(UNSEEN);
      }),
    );
    expect(terminalText("a\u202eb\u{e0041}\u0007")).toBe("a\\u202eb\\u{e0041}\\u0007");
    expect(terminalText("\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07link")).toBe("red link");
  });
});

describe("workflow commands of ours", () => {
  it("B8: carry any value there and back", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, data) => {
        const line = `::error title=${commandProperty(title)}::${commandData(data)}`;
        const [command, ...others] = runnerCommands(line);
        expect(others).toEqual([]);
        expect(command?.data).toBe(data);
        if (title !== "") expect(command?.properties).toEqual({ title });
      }),
    );
  });
});

describe("fields of CSV", () => {
  it("are no formula", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"]) {
      expect(csvField(text).replace(/^"/, "")).toMatch(/^'/);
    }
  });

  it("read back as one field", () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOSTILE_PIECES), hostileText, (a, b) => {
        const field = csvField(a + b);
        expect(/^(?:[^",\r\n]*|"(?:[^"]|"")*")$/.test(field)).toBe(true);
      }),
    );
    expect(csvField('a "b", c')).toBe('"a ""b"", c"');
    expect(csvField(null)).toBe("");
  });
});
