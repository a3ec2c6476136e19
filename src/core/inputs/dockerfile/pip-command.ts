import { sliceEmbedded } from "../embedded-text.ts";
import { meaningOf, type PipOptionMeaning, POLICY_FLAGS } from "./pip-options.ts";
import type { CommandWord } from "./shell-commands.ts";

/** A command that makes pip or uv fetch packages. */
export interface PipCommand {
  /** Requirements, without options. */
  readonly names: readonly CommandWord[];
  readonly options: readonly PipOption[];
  /** Options that neither tool has: whether the word behind one is its value cannot be told. */
  readonly unknown: readonly CommandWord[];
}

export interface PipOption {
  readonly name: string;
  readonly meaning: PipOptionMeaning;
  /** Null for an option that takes none, or that lacks its value. */
  readonly value: CommandWord | null;
  /** Of the option itself. */
  readonly word: CommandWord;
}

/** `not-told`: it looks like such a command, but which words are whose cannot be told. */
export type CommandReading =
  | { readonly kind: "pip"; readonly command: PipCommand }
  | { readonly kind: "not-told" }
  | { readonly kind: "other" };

/** Recognises `pip install`, `pip3 wheel`, `python -m pip download`, `uv pip install`, also behind `sudo`, `env` and the like. */
export function readPipCommand(words: readonly CommandWord[]): CommandReading {
  const start = findProgram(words);
  const rest = start === null ? null : afterProgram(words.slice(start));
  if (rest !== null) {
    const command = readArguments(rest);
    if (command !== null) return { kind: "pip", command };
  }
  return { kind: rest === null && looksLikePip(words) ? "not-told" : "other" };
}

const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "wheel", "download"]);
const WRAPPERS: ReadonlySet<string> = new Set(
  "sudo env exec command time nice nohup timeout gosu conda mamba micromamba poetry pdm hatch pipenv".split(" "),
);
const TALKERS: ReadonlySet<string> = new Set(["echo", "printf", "grep", "sed", "apt-get", "apt", "apk", "dnf", "yum"]);

const baseName = (word: CommandWord | undefined) => word?.embedded.text.replace(/^.*\//s, "") ?? "";
const isPip = (word: CommandWord | undefined) => /^pip[\d.]*$/.test(baseName(word));
const isPython = (word: CommandWord | undefined) =>
  /^(?:python|pypy)[\d.]*(?:\$.*)?$/.test(baseName(word)) || word?.dynamic;

/** Index of the word that runs pip; null when the command is another one. */
function findProgram(words: readonly CommandWord[]): number | null {
  let index = 0;
  while (/^[A-Za-z_]\w*=/.test(words[index]?.embedded.text ?? "")) index += 1;
  if (!WRAPPERS.has(baseName(words[index]))) return index;
  const found = words.findIndex((_word, at) => at > index && afterProgram(words.slice(at)) !== null);
  return found === -1 ? null : found;
}

/** The words behind `pip`, `python -m pip` or `uv pip`. */
function afterProgram(words: readonly CommandWord[]): readonly CommandWord[] | null {
  if (isPip(words[0])) return words.slice(1);
  if (baseName(words[0]) === "uv") {
    const at = words.findIndex((word, index) => index > 0 && !word.embedded.text.startsWith("-"));
    return words[at]?.embedded.text === "pip" ? words.slice(at + 1) : null;
  }
  if (!isPython(words[0])) return null;
  const at = words.findIndex((word, index) => index > 0 && /^-m(?:pip|uv)?$/.test(word.embedded.text));
  const between = words.slice(1, Math.max(1, at));
  if (at === -1 || between.some((word) => !word.embedded.text.startsWith("-"))) return null;
  if (words[at]?.embedded.text === "-mpip") return words.slice(at + 1);
  return afterModule(words.slice(at + 1));
}

function afterModule(words: readonly CommandWord[]): readonly CommandWord[] | null {
  const name = words[0]?.embedded.text;
  if (name === "pip") return words.slice(1);
  return name === "uv" ? afterProgram(words) : null;
}

function looksLikePip(words: readonly CommandWord[]): boolean {
  if (TALKERS.has(baseName(words[0]))) return false;
  return words.some((word, index) => {
    const next = words[index + 1]?.embedded.text ?? "";
    const named = isPip(word) || (word.dynamic && /pip/i.test(word.embedded.text));
    return named && SUBCOMMANDS.has(next);
  });
}

/** Options before the subcommand count too; null when the subcommand fetches nothing. */
function readArguments(words: readonly CommandWord[]): PipCommand | null {
  const rest = [...words];
  const options: PipOption[] = [];
  const unknown: CommandWord[] = [];
  const names: CommandWord[] = [];
  let subcommand: string | null = null;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const { text } = word.embedded;
    if (text === "--" && word.quoting === "shell") names.push(...rest.splice(0));
    else if (/^-./.test(text)) {
      const read = readOption(word, rest);
      if (read === null) unknown.push(word);
      else options.push(...read);
    } else if (subcommand === null) subcommand = text;
    else names.push(word);
  }
  return subcommand !== null && SUBCOMMANDS.has(subcommand) ? { names, options, unknown } : null;
}

function readOption(word: CommandWord, rest: CommandWord[]): readonly PipOption[] | null {
  const { text } = word.embedded;
  if (!text.startsWith("--")) return readShort(word, rest);
  const equals = text.indexOf("=");
  const name = equals === -1 ? text : text.slice(0, equals);
  const meaning = meaningOf(name);
  if (meaning === undefined) return null;
  if (meaning === "flag" || POLICY_FLAGS.has(name)) return [{ name, meaning, value: null, word }];
  const value = equals === -1 ? rest.shift() : tailOf(word, equals + 1);
  return [{ name, meaning, value: value ?? null, word }];
}

/** `-r file`, `-rfile`, and flags joined with one that takes a value: `-Ur file`. */
function readShort(word: CommandWord, rest: CommandWord[]): readonly PipOption[] | null {
  const { text } = word.embedded;
  const found: PipOption[] = [];
  for (let index = 1; index < text.length; index += 1) {
    const name = `-${text[index]}`;
    const meaning = meaningOf(name);
    if (meaning === undefined) return null;
    if (meaning === "flag") {
      found.push({ name, meaning, value: null, word });
      continue;
    }
    const value = index + 1 < text.length ? tailOf(word, index + 1) : rest.shift();
    return [...found, { name, meaning, value: value ?? null, word }];
  }
  return found;
}

function tailOf(word: CommandWord, from: number): CommandWord {
  return { ...word, embedded: sliceEmbedded(word.embedded, from, word.embedded.text.length), quoting: "none" };
}
