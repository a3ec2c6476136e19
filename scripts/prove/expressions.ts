/**
 * Asks recheck about every regular expression of the code that reads foreign text, known or not, and writes down those that
 * are linear. The unit test only asks about the ones that are new since.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FOLDERS, findWeakness, KNOWN_FILE, keyOf } from "../expressions/check.ts";
import { findExpressions } from "../expressions/find-expressions.ts";

export const name = "expressions";

export async function run(): Promise<{ readonly checked: number; readonly failures: readonly string[] }> {
  const expressions = findExpressions(fileURLToPath(new URL("../../", import.meta.url)), FOLDERS);
  const linear: string[] = [];
  const failures: string[] = [];
  for (const expression of expressions) {
    const weakness = findWeakness(expression);
    if (weakness === null) linear.push(keyOf(expression));
    else failures.push(weakness);
  }
  writeFileSync(KNOWN_FILE, `${JSON.stringify(linear.sort(), null, 2)}\n`);
  return { checked: expressions.length, failures };
}
