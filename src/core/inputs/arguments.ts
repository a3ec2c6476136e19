import type { InputFile, InputRequirement } from "./input.ts";
import { makeInputFile } from "./make-input.ts";
import { readDependencySpecifier } from "./requirement-line.ts";
import type { LocatedProblem } from "./requirement-set.ts";

/** What a place of an argument names as its file; its line is the number of the argument. */
export const ARGUMENT_PATH = "argument";

/**
 * Reads names given on the command line, e.g. `numpy>=2` and `pandas[excel]`: each word is one dependency specifier
 * (PEP 508) and nothing else, so that no word can be taken for an option, a file or an address. Places: line = number of
 * the word, from 1; columns, spans and offsets are those of the word.
 */
export function readArguments(words: readonly string[]): InputFile {
  const read = words.map((word, index) => readWord(word, index + 1));
  return makeInputFile(ARGUMENT_PATH, "arguments", {
    requirements: read.flatMap((entry) => ("problem" in entry ? [] : [entry])),
    problems: read.flatMap((entry) => ("problem" in entry ? [entry.problem] : [])),
  });
}

function readWord(word: string, line: number): InputRequirement | { readonly problem: LocatedProblem } {
  if (/^\s*-/.test(word)) {
    const message = `${JSON.stringify(shorten(word))} looks like an option, not like a requirement`;
    return problemAtWord(word, line, { code: "option-like-word", message, expected: EXPECTED, offset: 0 });
  }
  if (FILE_LIKE.test(word)) {
    const message = `${JSON.stringify(shorten(word))} looks like a file, not like a requirement`;
    return problemAtWord(word, line, { code: "file-like-word", message, expected: `-r ${shorten(word)}`, offset: 0 });
  }
  const reading = readDependencySpecifier(word);
  if (!reading.ok)
    return problemAtWord(word, line, { ...reading.problem, expected: reading.problem.expected ?? EXPECTED });
  return {
    ...reading.value,
    text: word,
    place: { file: ARGUMENT_PATH, line, column: 1 },
    pipLine: line,
    hashes: [],
    configSettings: [],
    globalOptions: [],
    span: { start: 0, end: word.length },
    end: word.length,
    quoting: "none",
    group: null,
  };
}

/** What people forget `-r` before; pip gives the same hint. Other endings are names of projects too (ruamel.yaml). */
const FILE_LIKE =
  /^(?:[\w-][\w.-]*\.(?:txt|in)|pyproject\.toml|pylock(?:\.[\w-]+)?\.toml|(?:uv|poetry)\.lock|environment\.ya?ml)$/i;

const EXPECTED = 'a project name, perhaps with extras and versions, e.g. "pandas[excel]>=2"';

function problemAtWord(
  word: string,
  line: number,
  fault: Pick<LocatedProblem, "code" | "message" | "expected" | "offset">,
): { readonly problem: LocatedProblem } {
  const column = [...word.slice(0, fault.offset)].length + 1;
  return { problem: { ...fault, file: ARGUMENT_PATH, line, column } };
}

function shorten(word: string): string {
  return word.length > 40 ? `${word.slice(0, 40)}…` : word;
}
