/** What is wrong with a piece of foreign text, and where. Parsers return these, they never throw on bad input. */
export interface Problem {
  /** Stable kebab-case name, e.g. `invalid-requirement`. */
  readonly code: string;
  /** What was seen, in one sentence. */
  readonly message: string;
  /** What would have been right, or null when there is nothing to suggest. */
  readonly expected: string | null;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in code points. */
  readonly column: number;
  /** 0-based, in UTF-16 code units of the parsed text (bytes where bytes were parsed). */
  readonly offset: number;
}

/** The result of reading foreign text: the value, or every problem found in it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function unparsed<T>(...problems: readonly Problem[]): Parsed<T> {
  return { ok: false, problems };
}

/** A problem of a text of one line: line 1, column from the offset (counted in code points). */
export function problemAt(
  text: string,
  offset: number,
  code: string,
  message: string,
  expected: string | null,
): Problem {
  return { code, message, expected, line: 1, column: [...text.slice(0, offset)].length + 1, offset };
}
