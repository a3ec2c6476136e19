import { readFileSync } from "node:fs";
import { checkSync } from "recheck";
import type { Expression } from "./find-expressions.ts";

/** What reads text that others wrote. */
export const FOLDERS = [
  "src/core/log",
  "src/core/diagnose",
  "src/core/findings",
  "src/core/explain",
  "src/core/render",
] as const;

/** Those that recheck has found linear, as `/source/flags`: asking again takes a fifth of a second for each. */
export const KNOWN_FILE = new URL("linear.json", import.meta.url);

export function readKnown(): ReadonlySet<string> {
  return new Set(JSON.parse(readFileSync(KNOWN_FILE, "utf8")) as string[]);
}

export function keyOf({ source, flags }: Expression): string {
  return `/${source}/${flags}`;
}

/** Null when it takes time in proportion to its input; else a sentence with an input that takes more. */
export function findWeakness(expression: Expression): string | null {
  const result = checkSync(expression.source, expression.flags, { timeout: 60_000 });
  if (result.status === "safe") return null;
  const why =
    result.status === "vulnerable"
      ? `${result.complexity.summary}, for example on ${result.attack.pattern}`
      : `recheck could not tell (${result.error.kind})`;
  return `${expression.file}: ${keyOf(expression)}: ${why}`;
}
