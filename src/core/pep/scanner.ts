import type { Parsed } from "../problem.ts";
import { parsed, problemAt, unparsed } from "../problem.ts";

/** A place in a text of one line, moved forward by `take`. Patterns are sticky (flag `y`). */
export interface Scanner {
  readonly text: string;
  position: number;
}

/** Thrown inside a grammar and turned into a problem by `scan`; it never leaves this folder. */
class Unexpected extends Error {
  readonly offset: number;
  readonly expected: string | null;

  constructor(message: string, offset: number, expected: string | null) {
    super(message);
    this.offset = offset;
    this.expected = expected;
  }
}

/** Runs a grammar over a whole text. What the grammar refuses with `fail` becomes the one problem, named by `code`. */
export function scan<T>(text: string, code: string, grammar: (scanner: Scanner) => T): Parsed<T> {
  try {
    return parsed(grammar({ text, position: 0 }));
  } catch (error) {
    if (error instanceof Unexpected) {
      return unparsed(problemAt(text, error.offset, code, error.message, error.expected));
    }
    throw error;
  }
}

export function fail(message: string, offset: number, expected: string | null): never {
  throw new Unexpected(message, offset, expected);
}

/** The text of a match at the position, which moves behind it; null when the pattern does not match here. */
export function take(scanner: Scanner, pattern: RegExp): string | null {
  const match = peek(scanner, pattern);
  if (match !== null) scanner.position += match.length;
  return match;
}

export function peek(scanner: Scanner, pattern: RegExp): string | null {
  pattern.lastIndex = scanner.position;
  return pattern.exec(scanner.text)?.[0] ?? null;
}

export function isAtEnd(scanner: Scanner): boolean {
  return scanner.position >= scanner.text.length;
}

/** What stands at the position, for a message: a word, a sign, or "the end". */
export function describeNext(scanner: Scanner): string {
  const word = /[\w.]+|[^\s\w.]+/.exec(scanner.text.slice(scanner.position))?.[0];
  return word === undefined ? "the end" : JSON.stringify(word.slice(0, 30));
}
