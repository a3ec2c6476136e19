import { basename } from "node:path/posix";
import type { RawPage } from "../../../src/adapters/node/index/fetch-page.ts";

/** A file of the real index, offered by the mirror under a number. */
export interface OfferedFile {
  readonly key: string;
  readonly filename: string;
  readonly url: string;
  /** Whether the real index says that its METADATA lies beside it. */
  readonly hasMetadata: boolean;
}

export interface RewrittenPage {
  readonly body: string;
  readonly files: readonly OfferedFile[];
}

/**
 * The page with addresses of the mirror, which has METADATA beside each wheel. Names, digests, order, `requires-python` and
 * yanking stay as they came, and so does the form.
 * @param first number of the first file
 * @param isHidden whether a file is left out, by its name
 */
export function rewritePage(raw: RawPage, first: number, isHidden: (filename: string) => boolean): RewrittenPage {
  const text = new TextDecoder().decode(raw.body);
  const rewrite = /json/.test(raw.contentType) ? rewriteJson : rewriteHtml;
  return rewrite(text, { base: raw.url, first, isHidden });
}

interface Rewriting {
  readonly base: string;
  readonly first: number;
  readonly isHidden: (filename: string) => boolean;
}

function rewriteHtml(text: string, { base, first, isHidden }: Rewriting): RewrittenPage {
  const files: OfferedFile[] = [];
  const body = text.replaceAll(/<a\b[^>]*>(?:[^<]*<\/a>)?/g, (anchor) => {
    const [whole, address = "", fragment = ""] = /href="([^"#]*)(#[^"]*)?"/.exec(anchor) ?? [];
    if (whole === undefined) return anchor;
    const hasMetadata = /data-(?:core|dist-info)-metadata=/.test(anchor);
    const file = offer(new URL(address.replaceAll("&amp;", "&"), base), first + files.length, hasMetadata);
    if (isHidden(file.filename)) return "";
    files.push(file);
    const more = file.filename.endsWith(".whl") && !hasMetadata ? ' data-core-metadata="true"' : "";
    return anchor.replace(whole, `href="${pathOf(file)}${fragment}"${more}`);
  });
  return { body, files };
}

interface JsonFile {
  url: string;
  filename: string;
  "core-metadata"?: unknown;
}

function rewriteJson(text: string, { base, first, isHidden }: Rewriting): RewrittenPage {
  const page = JSON.parse(text) as { files: JsonFile[] };
  const shown = page.files.filter(({ filename }) => !isHidden(filename));
  const files = shown.map((file, index) =>
    offer(new URL(file.url, base), first + index, Boolean(file["core-metadata"])),
  );
  const rewritten = shown.map((file, index) => {
    const offered = files[index];
    if (offered === undefined) return file;
    const more = file.filename.endsWith(".whl") && !offered.hasMetadata ? { "core-metadata": true } : {};
    return { ...file, url: pathOf(offered), ...more };
  });
  return { body: JSON.stringify({ ...page, files: rewritten }), files };
}

function offer(url: URL, key: number, hasMetadata: boolean): OfferedFile {
  return { key: String(key), filename: decodeURIComponent(basename(url.pathname)), url: url.href, hasMetadata };
}

function pathOf({ key, filename }: OfferedFile): string {
  return `/files/${key}/${encodeURIComponent(filename)}`;
}
