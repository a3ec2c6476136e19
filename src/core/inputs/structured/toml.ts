import { attempt, type Cursor, complain, describeHere, makeCursor, refuse, take } from "./cursor.ts";
import { readDocument, type StructuredFile, type StructuredFormat } from "./document.ts";
import { type OpenTable, openHeader, openTable } from "./toml-table.ts";
import { readKey, readKeyValue } from "./toml-value.ts";
import type { StructuredDocument } from "./value.ts";

/**
 * Reads TOML 1.1 (of which 1.0 is a part) with the place of everything. A statement that cannot be read is a problem;
 * reading goes on at the next line that begins one, so that all mistakes are told at once. Root is always a table, but for a
 * file that is too large or no UTF-8 text.
 */
export function parseToml(file: StructuredFile): StructuredDocument {
  return readDocument(file, toml);
}

const toml: StructuredFormat = (source, limits) => {
  const cursor = makeCursor(source, limits);
  refuseControls(cursor);
  const root = openTable({ start: 0, end: cursor.text.length }, "header");
  readStatements(cursor, root);
  return { root, problems: cursor.problems };
};

const BLANK = /(?:[ \t\r\n]+|#[^\r\n]*)*/y;
const SPACE = /[ \t]*/y;
const REST_OF_LINE = /(?:#[^\r\n]*)?(?:\r?\n|$)/y;

function readStatements(cursor: Cursor, root: OpenTable): void {
  let table = root;
  let section = 0;
  for (;;) {
    take(cursor, BLANK);
    if (cursor.at >= cursor.text.length) return;
    const isHeader = cursor.text[cursor.at] === "[";
    const done = attempt(cursor, "invalid-toml", () => {
      if (!isHeader) readKeyValue(cursor, table, section);
      else {
        section += 1;
        // What follows a header that cannot be used is read all the same, into a table that nobody sees.
        table = openTable({ start: cursor.at, end: cursor.at }, "header");
        table = readHeader(cursor, root) ?? table;
      }
      requireLineEnd(cursor);
      return true;
    });
    table.end = Math.max(table.end, cursor.at);
    if (done === null) skipStatement(cursor);
  }
}

/** `[a.b]` or `[[a.b]]`. */
function readHeader(cursor: Cursor, root: OpenTable): OpenTable | null {
  const isItem = cursor.text.startsWith("[[", cursor.at);
  const close = isItem ? "]]" : "]";
  cursor.at += close.length;
  const keys = readKey(cursor);
  if (!cursor.text.startsWith(close, cursor.at)) refuse(cursor.at, `${describeHere(cursor)} in a table's name`, close);
  cursor.at += close.length;
  return openHeader(cursor, root, keys, isItem);
}

function requireLineEnd(cursor: Cursor): void {
  take(cursor, SPACE);
  if (take(cursor, REST_OF_LINE) === null) {
    refuse(cursor.at, `${describeHere(cursor)} behind a value`, "the end of the line");
  }
}

const NEXT_LINE = /[^\n]*(?:\n|$)/y;
/** `key = …`, `a."b" = …`, `[table]`; not the inside of a list that could not be read. */
const STATEMENT =
  /[ \t]*(?:\[\[?[^[\]\r\n,]+\]\]?[ \t]*(?:#.*)?\r?$|(?:[A-Za-z0-9_-]+|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*[.=])/my;

/** Goes on behind a statement that could not be read: at the next line, but past the rest of a list or table. */
function skipStatement(cursor: Cursor): void {
  const isInside = cursor.depth > 0;
  cursor.depth = 0;
  do take(cursor, NEXT_LINE);
  while (isInside && cursor.at < cursor.text.length && !beginsStatement(cursor));
}

function beginsStatement(cursor: Cursor): boolean {
  STATEMENT.lastIndex = cursor.at;
  return STATEMENT.test(cursor.text);
}

/** Control characters are not allowed anywhere, a CR only before LF: so they need not be looked for in each part. */
function refuseControls(cursor: Cursor): void {
  for (const { index } of cursor.text.matchAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)/g)) {
    if (cursor.problems.length >= cursor.limits.problems) return;
    complain(cursor, index, "control-character", "a control character", "plain text");
  }
}
