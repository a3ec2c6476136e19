import type { Parsed } from "../../../src/core/problem.ts";

/** The value of what must parse in this test. */
export function requireParsed<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(`does not parse: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
}
