import type { Chunk, EmbeddedText } from "../embedded-text.ts";
import { joinChunks, sliceEmbedded, sourceEnd, sourceIndex } from "../embedded-text.ts";
import type { Quoting } from "../quoting.ts";

/** A word of a command, as the shell hands it to the program but for expansions, which stay as they are written. */
export interface CommandWord {
  readonly embedded: EmbeddedText;
  /** A variable, `$(…)` or backticks: its text is decided when the command runs. */
  readonly dynamic: boolean;
  /** What an edit replaces, in units of the file: the inside of the quotation marks when all of the word is in one pair. */
  readonly span: { readonly start: number; readonly end: number };
  readonly quoting: Quoting;
}

/** A simple command. */
export interface ShellCommand {
  readonly words: readonly CommandWord[];
  /** `>file`, `2>&1`: the operator, and the word behind it when there is one. */
  readonly redirections: readonly Redirection[];
  /** Inside of `if`, a loop or `case`, or behind `||`: it may not run. */
  readonly conditional: boolean;
}

export interface Redirection {
  readonly operator: string;
  /** Unit of the file at which the operator stands. */
  readonly at: number;
  /** Nothing, not even a space, stands between it and the word before. */
  readonly attached: boolean;
  readonly target: CommandWord | null;
}

export interface ShellReading {
  readonly commands: readonly ShellCommand[];
  /** Where a quotation mark is opened that nothing closes, in units of the file; null: none. */
  readonly unclosed: number | null;
}

/**
 * Cuts a script of `sh` or `bash` into simple commands: quotation, comments, `&&`, `||`, `;`, pipes, subshells and the
 * reserved words around commands. Nothing is expanded.
 */
export function splitShellCommands(script: EmbeddedText): ShellReading {
  const state: State = { script, at: 0, unclosed: null, delimiters: [] };
  const commands: ShellCommand[] = [];
  let depth = 0;
  let otherwise = false;
  while (state.at < script.text.length) {
    const { words, redirections, separator } = readCommand(state);
    const { command, opened, closed } = stripReserved(words);
    depth = Math.max(0, depth + opened - closed);
    if (command.length > 0) commands.push({ words: command, redirections, conditional: depth > 0 || otherwise });
    if (separator !== "" && separator !== "|") otherwise = separator === "||";
  }
  return { commands, unclosed: state.unclosed };
}

interface State {
  readonly script: EmbeddedText;
  at: number;
  unclosed: number | null;
  /** Of heredocs whose text begins on the next line. */
  delimiters: string[];
}

interface RawCommand {
  readonly words: readonly CommandWord[];
  readonly redirections: readonly Redirection[];
  readonly separator: string;
}

const BLANK = /(?:[ \t\r]|\\\r?\n)+/y;
const COMMENT = /#[^\n]*/y;
const REDIRECTION = /\d*(?:&>>?|<<<|<<-?|<>|>>|>\||[<>]&|[<>])/y;
const LINE = /[^\n]*\n|[^\n]+/y;
const SEPARATOR = /&&|\|\||;;|\|&|[;&|\n()]/y;

function readCommand(state: State): RawCommand {
  const words: CommandWord[] = [];
  const redirections: Redirection[] = [];
  const { text } = state.script;
  let wordEnd = -1;
  while (state.at < text.length) {
    if (take(state, BLANK) !== null || take(state, COMMENT) !== null) continue;
    const at = state.at;
    const operator = take(state, REDIRECTION);
    if (operator !== null) {
      take(state, BLANK);
      const target = startsWord(text, state.at) ? readWord(state) : null;
      if (/^\d*<<-?$/.test(operator) && target !== null) state.delimiters.push(target.embedded.text);
      redirections.push({ operator, at: sourceIndex(state.script, at), attached: at === wordEnd, target });
      continue;
    }
    const separator = take(state, SEPARATOR);
    if (separator === "\n") skipHeredocs(state);
    if (separator !== null) return { words, redirections, separator };
    const word = readWord(state);
    if (state.unclosed === null) words.push(word);
    wordEnd = state.at;
  }
  return { words, redirections, separator: "" };
}

/** The text of a heredoc is no command. */
function skipHeredocs(state: State): void {
  for (const delimiter of state.delimiters.splice(0)) {
    let line: string | null;
    do line = take(state, LINE);
    while (line !== null && line.trim() !== delimiter);
  }
}

function take(state: State, pattern: RegExp): string | null {
  pattern.lastIndex = state.at;
  const found = pattern.exec(state.script.text)?.[0] ?? null;
  if (found !== null) state.at += found.length;
  return found;
}

function startsWord(text: string, at: number): boolean {
  return at < text.length && !/[ \t\r\n;&|()<>]/.test(text.charAt(at));
}

/** One stretch of a word: what it means, and whether it is decided only when the command runs. */
const PARTS: readonly {
  readonly pattern: RegExp;
  readonly kind: "plain" | "join" | "escape" | "single" | "double" | "dynamic";
}[] = [
  { pattern: /[^ \t\r\n;&|()<>'"\\$`]+/y, kind: "plain" },
  { pattern: /\\\r?\n/y, kind: "join" },
  { pattern: /\\[^\n]/y, kind: "escape" },
  { pattern: /'[^']*'/y, kind: "single" },
  { pattern: /"(?:\\[\s\S]|[^"\\])*"/y, kind: "double" },
  { pattern: /\$\{[^}]*\}|\$\w+|\$[@*#?$!-]|`[^`]*`/y, kind: "dynamic" },
];

function readWord(state: State): CommandWord {
  const { script } = state;
  const from = state.at;
  const chunks: Chunk[] = [];
  const kinds: string[] = [];
  const add = (start: number, end: number) => chunks.push(...chunksOf(sliceEmbedded(script, start, end)));
  while (startsWord(script.text, state.at)) {
    const start = state.at;
    const part = PARTS.find(({ pattern }) => take(state, pattern) !== null);
    if (part?.kind === "escape") add(start + 1, state.at);
    else if (part?.kind === "single") add(start + 1, state.at - 1);
    else if (part?.kind === "double") chunks.push(...unescapeDouble(script, start + 1, state.at - 1));
    else if (part === undefined) state.at = endOfOddPart(state);
    if (part === undefined || part.kind === "plain" || part.kind === "dynamic") add(start, state.at);
    const expands = part?.kind === "double" && /(?<!\\)(?:\\\\)*[$`]/.test(script.text.slice(start, state.at));
    kinds.push(part === undefined || expands ? "dynamic" : part.kind);
    if (expands) kinds.push("double");
  }
  return { embedded: joinChunks(chunks), dynamic: kinds.includes("dynamic"), ...spanOf(script, from, state.at, kinds) };
}

/** `$(…)` up to its closing parenthesis, a lone `$` or backslash, or a quotation mark that is not closed. */
function endOfOddPart(state: State): number {
  const { text } = state.script;
  const sign = text.charAt(state.at);
  if (sign === "'" || sign === '"' || sign === "`") {
    state.unclosed ??= sourceIndex(state.script, state.at);
    return text.length;
  }
  if (!text.startsWith("$(", state.at)) return state.at + 1;
  let depth = 0;
  for (let index = state.at + 1; index < text.length; index += 1) {
    if (text[index] === "(") depth += 1;
    else if (text[index] === ")") depth -= 1;
    if (depth === 0) return index + 1;
  }
  state.unclosed ??= sourceIndex(state.script, state.at);
  return text.length;
}

/** Inside of `"…"` a backslash counts only before `"`, `\`, `$`, a backtick and a line end. */
function unescapeDouble(script: EmbeddedText, start: number, end: number): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let from = start;
  for (const match of script.text.slice(start, end).matchAll(/\\(["\\$`]|\r?\n)/g)) {
    const at = start + match.index;
    chunks.push(...chunksOf(sliceEmbedded(script, from, at)));
    from = /^["\\$`]/.test(match[1] ?? "") ? at + 1 : at + match[0].length;
    if (from === at + 1) {
      chunks.push(...chunksOf(sliceEmbedded(script, from, from + 1)));
      from += 1;
    }
  }
  return [...chunks, ...chunksOf(sliceEmbedded(script, from, end))];
}

function chunksOf({ text, pieces }: EmbeddedText): readonly Chunk[] {
  return pieces.map(({ at, source }, index) => {
    const start = Math.max(0, at);
    return { text: text.slice(start, pieces[index + 1]?.at ?? text.length), source: source + (start - at) };
  });
}

function spanOf(
  script: EmbeddedText,
  start: number,
  end: number,
  kinds: readonly string[],
): Pick<CommandWord, "span" | "quoting"> {
  const marked = kinds.length === 1 && (kinds[0] === "single" || kinds[0] === "double");
  const inner = marked ? 1 : 0;
  const quoting = !marked ? "shell" : kinds[0] === "single" ? "shell-single" : "shell-double";
  const first = sourceIndex(script, start + inner);
  const last = end - inner > start + inner ? sourceEnd(script, end - inner) : first;
  return { span: { start: first, end: last }, quoting };
}

const OPENS: ReadonlySet<string> = new Set(["if", "while", "until", "for", "case", "select"]);
const CLOSES: ReadonlySet<string> = new Set(["fi", "done", "esac"]);
const STEPS: ReadonlySet<string> = new Set(["then", "elif", "else", "do", "!", "{", "}", "time"]);

/** Takes the reserved words off the front of a command. */
function stripReserved(words: readonly CommandWord[]): {
  readonly command: readonly CommandWord[];
  readonly opened: number;
  readonly closed: number;
} {
  let opened = 0;
  let closed = 0;
  let index = 0;
  for (; index < words.length; index += 1) {
    const word = words[index];
    const text = word?.quoting === "shell" && !word.dynamic ? word.embedded.text : "";
    if (OPENS.has(text)) opened += 1;
    else if (CLOSES.has(text)) closed += 1;
    else if (!STEPS.has(text)) break;
    if (text === "for" || text === "case" || text === "select") return { command: [], opened, closed };
  }
  return { command: words.slice(index), opened, closed };
}
