/**
 * One function for each place that foreign text can land in. All of them make invisible characters visible first; none
 * adds one. GitHub turns `@name`, `#1`, `GH-1`, commit ids and addresses into links after Markdown is done, so character
 * references do not stop it; it leaves code alone. Hence prose is an allow-list: plain words stay, all else becomes code.
 */
import { visibleLine, visibleLines } from "./visible.ts";

/** A sentence in a Markdown paragraph, heading or list item. `numpy<2 is needed.` reads "`numpy<2` is needed." */
export function markdownText(text: string): string {
  return prose(text, (word) => spanOf(breakComments(word))).trim();
}

/** A sentence in a cell of a GFM table. */
export function cellText(text: string): string {
  return prose(text, (word) => cellSpanOf(breakComments(word))).trim();
}

/** A code span, whatever runs of backticks the text holds. `<!--` reads `<! --`, so that no marker can be forged. */
export function codeSpan(text: string): string {
  return spanOf(breakComments(visibleLine(text)));
}

/** A code span in a cell of a GFM table. */
export function cellCode(text: string): string {
  return cellSpanOf(breakComments(visibleLine(text)));
}

/** A fenced block with a fence longer than any run of backticks inside. Text of several lines stays so. */
export function fencedBlock(text: string, language = "text"): string {
  const body = visibleLines(text).map(breakComments).join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}\n${fence}`;
}

/** Text between tags; good for attributes in double quotes too. One line. */
export function htmlText(text: string): string {
  return encodeHtml(visibleLine(text));
}

/** Text of several lines in `<pre>`. */
export function htmlLines(text: string): string {
  return encodeHtml(visibleLines(text).join("\n"));
}

/** For `<summary>` in Markdown, where GitHub would still make mentions out of bare text. */
export function htmlCode(text: string): string {
  return `<code>${htmlText(text)}</code>`;
}

/** The data of a workflow command (`::error::data`): the runner reverses exactly these three. */
export function commandData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A property of a workflow command (`::error title=property::`). */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** One line for a terminal. Whoever prints it still defuses the whole line. */
export function terminalText(text: string): string {
  return visibleLine(text);
}

/**
 * A quoted label of a Mermaid diagram: what its grammar, its Markdown or HTML could read is a character reference in
 * Mermaid's own spelling (`#60;`).
 */
export function mermaidText(text: string): string {
  return visibleLine(text).replace(/[^A-Za-z0-9 .,:/=_+-]/gu, (character) => `#${character.codePointAt(0)};`);
}

/** A field of RFC 4180. What a spreadsheet would take for a formula gets a leading apostrophe (OWASP, CSV injection). */
export function csvField(text: string | number | null): string {
  if (text === null) return "";
  if (typeof text === "number") return String(text);
  const line = visibleLine(text);
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(line) ? `'${line}` : line;
  return /[",\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Letters with digits, joined by `-`, `/` or an apostrophe before a letter; or a number, a ratio, a percentage. */
const PLAIN_WORD = /^(?:\p{L}[\p{L}\p{M}\p{N}]*(?:['’/-]\p{L}[\p{L}\p{M}\p{N}]*)*|\p{N}+(?:\/\p{N}+)?%?)$/u;
const PLAIN_SYMBOLS = /^[^\x00-\x7f]+$/;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g;
const ONLY_PUNCTUATION = /^[!-/:-@[-`{-~]+$/;
/** A commit id (seven hexadecimal digits or more), GH-1, GHSA-…, CVE-…: GitHub makes links of them. */
const LINKED_WORD = /(?:^|[^\p{L}\p{N}])[0-9a-f]{7,}(?:$|[^\p{L}\p{N}])|^(?:gh|ghsa|cve)-/iu;
const OPENING = /^["'(“‘]*/;
const CLOSING = `)"'”’.,;:!?…`;

/** What stands between backticks, as in "`pip check` says so", with nothing beside them that could join the span. */
const QUOTED = /(?<=^|[\s(])(`[^`]+`)(?=$|[\s.,;:!?)])/u;

function prose(text: string, code: (word: string) => string): string {
  const parts = visibleLine(text).split(QUOTED);
  return parts.map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : proseWords(part, code))).join("");
}

function proseWords(text: string, code: (word: string) => string): string {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  const inner = words.map((word) => proseWord(word, code)).join(" ");
  return `${/^\s/u.test(text) ? " " : ""}${inner}${inner !== "" && /\s$/u.test(text) ? " " : ""}`;
}

function proseWord(word: string, code: (word: string) => string): string {
  if (ONLY_PUNCTUATION.test(word)) return escapePunctuation(word);
  const start = OPENING.exec(word)?.[0].length ?? 0;
  const end = coreEnd(word, start);
  const [before, core, after] = [word.slice(0, start), word.slice(start, end), word.slice(end)];
  // "1." at the start of a line would open a list.
  const tail = /^\d+$/.test(core) ? escapePunctuation(after) : after;
  return `${before}${isPlain(core) ? core : code(core)}${tail}`;
}

/** Where the closing punctuation begins. A bracket that was opened inside belongs to the word: `wheel(x)`. */
function coreEnd(word: string, start: number): number {
  const bracket = word.indexOf("(", start);
  let end = word.length;
  while (end > start && CLOSING.includes(word.charAt(end - 1))) {
    if (word.charAt(end - 1) === ")" && bracket !== -1) break;
    end -= 1;
  }
  return end;
}

function isPlain(core: string): boolean {
  if (core === "" || PLAIN_SYMBOLS.test(core)) return true;
  return PLAIN_WORD.test(core) && !LINKED_WORD.test(core);
}

function escapePunctuation(text: string): string {
  return text.replace(ASCII_PUNCTUATION, "\\$&");
}

function spanOf(content: string): string {
  if (content === "") return "` `";
  const fence = "`".repeat(longestRun(content) + 1);
  // A parser takes one space from each side when both are there.
  const padded = /^`|`$/.test(content) || (/^ .* $/.test(content) && content.trim() !== "");
  return padded ? `${fence} ${content} ${fence}` : `${fence}${content}${fence}`;
}

/**
 * In a table `\|` is a pipe even inside code, but `\\|` ends the cell: after a backslash the pipe has to stand between
 * two spans.
 */
function cellSpanOf(content: string): string {
  const pieces = content.split(/(?<=\\)\|/);
  return pieces.map((piece) => (piece === "" ? "" : spanOf(piece.replaceAll("|", "\\|")))).join("\\|") || "` `";
}

function breakComments(text: string): string {
  return text.replaceAll("<!--", "<! --");
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

function encodeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
