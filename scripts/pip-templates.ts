/**
 * Compares the texts of a pip with `pip-templates/templates.tsv`: `node scripts/pip-templates.ts FOLDER…`, each with
 * `pip/_internal` in it (an unpacked wheel, or `site-packages`). Prints each text without a row and fails: it must
 * become an event or be listed as ignored.
 */
import { extractTemplates, unclassified } from "./pip-templates/unclassified.ts";

function main(): void {
  const folders = process.argv.slice(2);
  if (folders.length === 0) {
    console.error("usage: node scripts/pip-templates.ts FOLDER…   (each with pip/_internal in it)");
    process.exitCode = 2;
    return;
  }
  for (const folder of folders) {
    const found = extractTemplates(folder);
    const missing = unclassified(found);
    for (const { kind, level, template, where } of missing) {
      console.log(`${where}: ${kind} ${level} ${JSON.stringify(template)}`);
    }
    console.log(`${folder}: ${found.length} texts, ${missing.length} not classified`);
    if (missing.length > 0) process.exitCode = 1;
  }
}

main();
