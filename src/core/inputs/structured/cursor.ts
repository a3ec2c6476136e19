import type { LocatedProblem } from "../requirement-set.ts";
import { problemIn, type SourceText } from "../source-text.ts";
import type { StructuredLimits, UnitSpan } from "./value.ts";

/** A place in a text that a reader moves forward, and the problems that it has met. */
export interface Cursor {
  readonly source: SourceText;
  readonly text: string;
  readonly limits: StructuredLimits;
  readonly problems: LocatedProblem[];
  at: number;
  /** How many lists and tables are open. */
  depth: number;
}

export function makeCursor(source: SourceText, limits: StructuredLimits): Cursor {
  return { source, text: source.decoded.text, limits, problems: [], at: 0, depth: 0 };
}

/** Thrown inside the readers of this folder, where one statement cannot be read on; it never leaves them. */
export class SyntaxFault extends Error {
  readonly unit: number;
  readonly expected: string | null;

  constructor(unit: number, message: string, expected: string | null) {
    super(message);
    this.unit = unit;
    this.expected = expected;
  }
}

/** Ends the reading of the current statement. */
export function refuse(unit: number, message: string, expected: string | null): never {
  throw new SyntaxFault(unit, message, expected);
}

/** Notes a problem and goes on. */
export function complain(
  cursor: Cursor,
  unit: number,
  code: string,
  message: string,
  expected: string | null = null,
): void {
  // Twice the limit: problems are sorted before the list is cut.
  if (cursor.problems.length >= 2 * cursor.limits.problems) return;
  cursor.problems.push(problemIn(cursor.source, unit, code, message, expected));
}

/** Notes that a table has a key already. */
export function refuseKey(cursor: Cursor, span: UnitSpan, name: string): void {
  const message = `the key ${JSON.stringify(name)} is already taken`;
  complain(cursor, span.start, "duplicate-key", message, "each key once");
}

/** Runs one statement; what it refuses becomes a problem named by `code`. Returns null then. */
export function attempt<T>(cursor: Cursor, code: string, statement: () => T): T | null {
  try {
    return statement();
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    complain(cursor, error.unit, code, error.message, error.expected);
    return null;
  }
}

/** The text of a match at the cursor, which moves behind it; null when the sticky pattern does not match there. */
export function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text)?.[0];
  if (match === undefined) return null;
  cursor.at += match.length;
  return match;
}

/** Runs the reader of a list or table one level deeper. After a fault the depth tells in how many of them it happened. */
export function descend<T>(cursor: Cursor, read: () => T): T {
  if (cursor.depth >= cursor.limits.depth) {
    refuse(cursor.at, `values nest more than ${cursor.limits.depth} deep`, null);
  }
  cursor.depth += 1;
  const value = read();
  cursor.depth -= 1;
  return value;
}

/** What stands at the cursor, for a message. */
export function describeHere(cursor: Cursor): string {
  const rest = cursor.text.slice(cursor.at, cursor.at + 30);
  if (rest === "") return "the end of the file";
  const word = /^(?:[\w.+-]+|[^\s\w])/.exec(rest)?.[0];
  if (word === undefined) return "the end of the line";
  return word === '"' || word === "'" ? "a quote" : JSON.stringify(word);
}
