/**
 * Writes every generated file, or with `--check` says which ones are out of date: `action.yml`, `action-types.yml`, the
 * README's tables, the JSON schema of the report, the lists of findings, of pip's messages and of targets.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CATALOGUE } from "../src/core/findings/catalogue.ts";
import { withUniverse } from "./bench-page.ts";
import { actionFiles, withExplainSections, withReadmeSections } from "./generate-action.ts";
import { schemaFile } from "./generate-schema.ts";
import { hardPackagesPage } from "./hard-packages-page.ts";
import { pipMessagesPage } from "./pip-templates/page.ts";
import { targetsPage } from "./targets-page.ts";

function generatedFiles(): readonly { readonly path: string; readonly content: string }[] {
  return [
    ...actionFiles(),
    schemaFile(),
    { path: "README.md", content: withReadmeSections(readFileSync("README.md", "utf8")) },
    { path: "explain/README.md", content: withExplainSections(readFileSync("explain/README.md", "utf8")) },
    { path: "docs/findings/README.md", content: findingsIndex() },
    { path: "docs/pip-messages.md", content: pipMessagesPage() },
    { path: "docs/hard-packages.md", content: hardPackagesPage() },
    { path: "bench/README.md", content: withUniverse(readFileSync("bench/README.md", "utf8")) },
    { path: "docs/targets.md", content: targetsPage() },
  ];
}

function findingsIndex(): string {
  const rows = CATALOGUE.map(({ code, title, severity }) => `| [\`${code}\`](${code}.md) | ${severity} | ${title} |`);
  return `# Findings\n\nEvery finding of a report has a code; each code has a page.\n\n| code | severity | what it says |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function main(): void {
  const isCheck = process.argv.includes("--check");
  const stale: string[] = [];
  const files = generatedFiles();
  for (const { path, content } of files) {
    if (existsSync(path) && readFileSync(path, "utf8") === content) continue;
    stale.push(path);
    if (isCheck) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  if (isCheck && stale.length > 0) {
    console.error(`out of date, run \`npm run generate\`: ${stale.join(", ")}`);
    process.exitCode = 1;
  }
  console.log(`generated: ${files.length} files, ${stale.length} ${isCheck ? "out of date" : "written"}`);
}

main();
