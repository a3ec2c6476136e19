import { type Chunk, type EmbeddedText, joinChunks, sliceEmbedded, sourceIndex } from "../embedded-text.ts";
import type { CommandWord } from "./shell-commands.ts";

const OPEN = /\s*\[\s*/y;
const CLOSE = /\s*\]\s*$/y;
const STRING = /"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/y;
const COMMA = /\s*,\s*/y;

/**
 * The words of `["pip", "install", "numpy"]`. Null when the text is no JSON list of strings: then Docker takes it for the
 * shell form. No shell reads these words, so nothing in them is a variable.
 */
export function readExecForm(text: EmbeddedText): readonly CommandWord[] | null {
  const state = { at: 0 };
  if (take(text, state, OPEN) === null) return null;
  const words: CommandWord[] = [];
  if (take(text, state, CLOSE) !== null) return words;
  for (;;) {
    const start = state.at;
    if (take(text, state, STRING) === null) return null;
    words.push(toWord(text, start + 1, state.at - 1));
    if (take(text, state, CLOSE) !== null) return words;
    if (take(text, state, COMMA) === null) return null;
  }
}

function take(text: EmbeddedText, state: { at: number }, pattern: RegExp): string | null {
  pattern.lastIndex = state.at;
  const found = pattern.exec(text.text)?.[0] ?? null;
  if (found !== null) state.at = pattern.lastIndex;
  return found;
}

function toWord(text: EmbeddedText, start: number, end: number): CommandWord {
  const first = sourceIndex(text, start);
  const raw = text.text.slice(start, end);
  const embedded = raw.includes("\\") ? unescapeJson(text, start, raw) : sliceEmbedded(text, start, end);
  const last = end > start ? sourceIndex(text, end - 1) + 1 : first;
  return { embedded, dynamic: false, span: { start: first, end: last }, quoting: "json" };
}

function unescapeJson(text: EmbeddedText, start: number, raw: string): EmbeddedText {
  const chunks: Chunk[] = [];
  for (const match of raw.matchAll(/\\(?:u[0-9a-fA-F]{4}|.)|[^\\]/gs)) {
    const value = match[0].length === 1 ? match[0] : (JSON.parse(`"${match[0]}"`) as string);
    chunks.push({ text: value, source: sourceIndex(text, start + match.index) });
  }
  return joinChunks(chunks);
}
