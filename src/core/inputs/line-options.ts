import { stripRange } from "../pep/python-text.ts";
import type { OptionDefinition } from "./option-table.ts";
import { findOption } from "./option-table.ts";
import type { ShellWord } from "./shell-words.ts";
import { splitShellWords } from "./shell-words.ts";

/** An option as it stands in a logical line; indices of that line. */
export interface OptionUse {
  readonly definition: OptionDefinition;
  readonly value: string | null;
  readonly start: number;
  readonly end: number;
}

/** A logical line cut into its requirement (everything before the first option) and its options. */
export interface LineParts {
  /** End of the requirement's text, 0 when there is none. */
  readonly requirementEnd: number;
  readonly options: readonly OptionUse[];
  /** Words among the options that belong to none; after `--` every word is one. */
  readonly strayWords: readonly ShellWord[];
  /** Where a further option can be put: behind the last word, but before `--`. */
  readonly optionsEnd: number;
}

export interface LineFault {
  readonly at: number;
  readonly code: string;
  readonly message: string;
  readonly expected: string | null;
}

/**
 * pip's `break_args_options`, `shlex` and `optparse` in one (pip 26): words are separated by one space each, and the
 * first that begins with "-" begins the options, which alone are split like a shell's. One fault is enough:
 * pip stops at the first of a line.
 */
export function readLineOptions(line: string): LineParts | LineFault {
  const optionsStart = findOptionsStart(line);
  const requirementEnd = stripRange(line, 0, optionsStart)[1];
  const words = splitShellWords(line, optionsStart);
  if (!words.ok) return { at: words.at, code: "invalid-options", message: words.message, expected: null };
  const options: OptionUse[] = [];
  const strayWords: ShellWord[] = [];
  const rest = [...words.words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.text === "--") {
      strayWords.push(word, ...rest.splice(0));
    } else if (!word.text.startsWith("-") || word.text === "-") {
      strayWords.push(word);
    } else {
      const use = word.text.startsWith("--") ? readLong(word, rest) : readShort(word, rest);
      if ("code" in use) return use;
      options.push(use);
    }
  }
  const dashes = strayWords.find(({ text }) => text === "--");
  const last = words.words.findLast(({ start }) => dashes === undefined || start < dashes.start);
  return { requirementEnd, options, strayWords, optionsEnd: last?.end ?? requirementEnd };
}

function findOptionsStart(line: string): number {
  if (line.startsWith("-")) return 0;
  const index = line.indexOf(" -");
  return index === -1 ? line.length : index + 1;
}

function readLong(word: ShellWord, rest: ShellWord[]): OptionUse | LineFault {
  const equals = word.text.indexOf("=");
  const written = equals === -1 ? word.text : word.text.slice(0, equals);
  return readValue(word, written, equals === -1 ? null : word.text.slice(equals + 1), rest);
}

/** `-r file` and `-rfile`. No short option of requirements files goes without a value, so none can be joined. */
function readShort(word: ShellWord, rest: ShellWord[]): OptionUse | LineFault {
  const attached = word.text.slice(2);
  return readValue(word, word.text.slice(0, 2), attached === "" ? null : attached, rest);
}

function readValue(
  word: ShellWord,
  written: string,
  attached: string | null,
  rest: ShellWord[],
): OptionUse | LineFault {
  const found = findOption(written);
  if (found.kind !== "found") return unknownOption(word, written, found.kind === "ambiguous" ? found.candidates : null);
  const { definition } = found;
  const fault = (message: string, expected: string | null) => ({
    at: word.start,
    code: "invalid-option",
    message,
    expected,
  });
  if (!definition.takesValue) {
    if (attached !== null) return fault(`${written} takes no value`, null);
    return { definition, value: null, start: word.start, end: word.end };
  }
  const valueWord = attached === null ? rest.shift() : word;
  const value = attached ?? valueWord?.text;
  if (valueWord === undefined || value === undefined) return fault(`${written} has no value`, `${written} and a value`);
  if (definition.check !== undefined && !definition.check.pattern.test(value)) {
    return fault(`${JSON.stringify(value)} is not a value of ${written}`, definition.check.expected);
  }
  return { definition, value, start: word.start, end: valueWord.end };
}

function unknownOption(word: ShellWord, written: string, candidates: readonly string[] | null): LineFault {
  const message =
    candidates === null
      ? `${written} is not an option of requirements files`
      : `${written} could be any of ${candidates.join(", ")}`;
  return { at: word.start, code: "unknown-option", message, expected: null };
}
