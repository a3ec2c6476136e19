import { readFileSync } from "node:fs";

/** The fenced blocks of a Markdown file, with the name that a comment `<!-- kind: name -->` before them gives. */
export interface MarkdownBlock {
  readonly kind: string | null;
  readonly name: string | null;
  readonly language: string;
  readonly text: string;
}

export function markdownBlocks(path: string): readonly MarkdownBlock[] {
  const pattern = /(?:<!-- (\w+): ([\w-]+) -->\n)?^```(\w+)\n([\s\S]*?)^```$/gm;
  return [...readFileSync(path, "utf8").matchAll(pattern)].map(([, kind, name, language, text]) => ({
    kind: kind ?? null,
    name: name ?? null,
    language: language ?? "",
    text: text ?? "",
  }));
}

export function namedBlock(path: string, kind: string, name: string): string {
  const block = markdownBlocks(path).find((found) => found.kind === kind && found.name === name);
  if (block === undefined) throw new Error(`${path} has no block ${kind}: ${name}`);
  return block.text;
}

/** A step or a list of steps as a whole workflow, so that linters take it. */
export function asWorkflow(block: string): string {
  if (/^on:/m.test(block)) return block;
  const steps = block.replace(/^(?! {6})/gm, "      ");
  return `name: example\non:\n  push:\npermissions: {}\nconcurrency:\n  group: example\n  cancel-in-progress: true\njobs:\n  example:\n    name: example\n    runs-on: ubuntu-24.04\n    permissions: {}\n    steps:\n${steps}`;
}
