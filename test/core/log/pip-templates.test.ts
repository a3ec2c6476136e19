import { describe, expect, it } from "vitest";
import { type PipTemplate, REASONS, readTemplates, wordsOf } from "../../../scripts/pip-templates/templates.ts";
import { parseLog } from "../../../src/core/log/parser.ts";

const ROWS = readTemplates();
const EVENTS = ROWS.filter(({ verdict }) => verdict.is === "event");
const IGNORED = ROWS.filter(({ verdict }) => verdict.is === "ignored");

/** Something to write for each placeholder; a path, because most stand for a file, a link or an error with one. */
const FILLING = "/project/leaf";

/** rich's tags, and pip's own marks for its console. */
const MARKUP =
  /\[(?:\/|reset|red|green|yellow|blue|magenta|blue underline|bold magenta|optparse\.groups|present-\w+)\]|\\+(?=\[)/g;

const title = ({ kind, level, template, first }: PipTemplate) =>
  `${kind} ${level} ${first}: ${template.replace(/\s+/g, " ").trim().slice(0, 80)}`;
const named = (rows: readonly PipTemplate[]) => rows.map((row) => ({ name: title(row), row }));
const kindsOf = (text: string): readonly string[] =>
  parseLog(Buffer.from(`${text}\n`)).events.map((event) => event.kind);

/** Without the drawing of a box, pip's own marks for its console, and white space that depends on where a line stands. */
function plain(text: string): string {
  return text
    .replace(MARKUP, "")
    .replace(/^\s*[×│╰─>]+ ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether the lines are what pip prints for this template. */
function isExampleOf(example: string, template: string): boolean {
  const words = plain(template.replace(/^\{\(.*?'(.*)'.*\)\}$/s, "$1"));
  const parts = wordsOf(words)
    .split("\0")
    .map(plain)
    .filter((part) => part !== "");
  let from = 0;
  const text = plain(example);
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}

describe("the table of pip's messages", () => {
  it("has a verdict for each text, and uses each reason", () => {
    expect(ROWS.length).toBeGreaterThan(927);
    const used = new Set(IGNORED.map(({ verdict }) => (verdict.is === "ignored" ? verdict.reason : "")));
    expect([...used].sort()).toEqual(Object.keys(REASONS).sort());
  });

  it("holds each text once for each way in which pip prints it", () => {
    const keys = ROWS.map(({ kind, level, template, first }) => `${kind} ${level} ${first} ${template}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(named(EVENTS))("$name is read", ({ row }) => {
    expect(isExampleOf(row.example, row.template), row.example).toBe(true);
    expect(kindsOf(row.example)).toContain(row.verdict.is === "event" ? row.verdict.kind : null);
  });

  it.each(named(IGNORED.filter(isWhole)))("$name is no event", ({ row }) => {
    const words = wordsOf(row.template).replaceAll("\0", FILLING);
    expect(row.example).toBe("");
    expect(kindsOf(words)).toEqual([]);
    expect(kindsOf(`  ${words}`)).toEqual([]);
  });

  it.each(named(IGNORED.filter(({ verdict }) => verdict.is === "ignored" && verdict.reason === "part")))(
    "$name is a piece of another",
    ({ row }) => {
      const own = wordsOf(row.template.trim());
      const others = ROWS.filter((other) => other !== row && !isPart(other));
      const pieces = own
        .split("\0")
        .map(plain)
        .filter((piece) => piece.length > 3);
      const holder = others.find(({ template, example }) =>
        pieces.every((piece) => plain(wordsOf(template)).includes(piece) || plain(example).includes(piece)),
      );
      expect(holder?.template ?? `no row holds ${JSON.stringify(pieces)}`).not.toMatch(/^no row holds/);
    },
  );
});

function isPart({ verdict }: PipTemplate): boolean {
  return verdict.is === "ignored" && verdict.reason === "part";
}

/** Pieces are never lines of their own; prefixes, notes of a box and inner texts stand in the lines of others. */
function isWhole({ verdict }: PipTemplate): boolean {
  return verdict.is === "ignored" && !["part", "mark", "internal"].includes(verdict.reason);
}
