import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { readTemplates, wordsOf } from "./templates.ts";

/** A text of pip's that the table does not have. */
export interface FoundTemplate {
  readonly kind: string;
  readonly level: string;
  readonly template: string;
  readonly where: string;
}

/**
 * Every text that a pip may print, read from the syntax trees of its sources; none of it is run.
 *
 * @param folder holds `pip/_internal`: an unpacked wheel, or the `site-packages` of an installation
 * @param python needs to be as new as that pip asks for
 */
export function extractTemplates(folder: string, python = "python3"): readonly FoundTemplate[] {
  const script = join(import.meta.dirname, "extract.py");
  const output = execFileSync(python, ["-I", script, folder], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as FoundTemplate);
}

/** Those whose words no row of the table has. */
export function unclassified(found: readonly FoundTemplate[]): readonly FoundTemplate[] {
  const known = new Set(readTemplates().map(({ template }) => wordsOf(template)));
  return found.filter(({ template }) => !known.has(wordsOf(template)));
}
