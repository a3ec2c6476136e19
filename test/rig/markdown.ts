/** GitHub flavoured Markdown as a tree: the oracle for what a reader of our Markdown would see. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

export interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly MarkdownNode[];
}

export function parseMarkdown(text: string): MarkdownNode {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The node and everything below it, in document order. */
export function nodesOf(node: MarkdownNode): MarkdownNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

/** What a reader sees as words: text and code, joined. */
export function plainTextOf(node: MarkdownNode): string {
  return node.value ?? (node.children ?? []).map(plainTextOf).join("");
}

/** Text outside code, where GitHub makes mentions and references. */
export function proseOf(node: MarkdownNode): string {
  return nodesOf(node)
    .filter(({ type }) => type === "text")
    .map(({ value }) => value)
    .join("\n");
}

/** What GitHub's own filters make links of, outside code, after Markdown is done. */
export const GITHUB_REFERENCE =
  /@[a-z0-9]|(?:^|[^\w])#\d|\bgh-\d|\b[0-9a-f]{7,40}\b|\w#\d|\b(?:CVE|GHSA)-|\b[A-Z]{2,}-\d/i;
