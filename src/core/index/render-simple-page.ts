import { encodeEntities } from "./html-entities.ts";
import type { ProjectFile } from "./project-index.ts";

export type SimpleFormat = "json" | "html";

export interface SimplePage {
  /** Normalised project name, or a title for a `--find-links` page. */
  readonly name: string;
  readonly files: readonly ProjectFile[];
  readonly status: string | null;
}

export interface RenderedPage {
  readonly contentType: string;
  readonly body: string;
}

/** A page of the Simple API from what `parseProjectIndex` read, in the order given, for pip and uv to read. */
export function renderSimplePage(page: SimplePage, format: SimpleFormat): RenderedPage {
  if (format === "json") return { contentType: "application/vnd.pypi.simple.v1+json", body: renderJson(page) };
  return { contentType: "text/html; charset=utf-8", body: renderHtml(page) };
}

const JSON_WANTED = /application\/vnd\.pypi\.simple\.(?:v1|latest)\+json/;

/** pip before 23.2 reads `.metadata` from HTML pages only: its JSON key was another one (PEP 714). */
const PIP_BEFORE_23_2 = /^pip\/(?:1?\d|2[0-2]|23\.[01])(?:[.\s]|$)/;

/** The form in which a client gets the most out of a page: JSON for whoever asks for it and reads all of it. */
export function formatFor(accept: string, userAgent: string): SimpleFormat {
  return JSON_WANTED.test(accept) && !PIP_BEFORE_23_2.test(userAgent) ? "json" : "html";
}

function renderJson(page: SimplePage): string {
  const files = page.files.map((file) => ({
    filename: file.filename,
    url: file.url,
    hashes: file.hashes,
    ...(file.requiresPython === null ? {} : { "requires-python": file.requiresPython }),
    ...(file.coreMetadata === null ? {} : { "core-metadata": metadataValue(file.coreMetadata) }),
    ...(file.yanked === null ? {} : { yanked: file.yanked === "" ? true : file.yanked }),
    ...(file.bytes === null ? {} : { size: file.bytes }),
    ...(file.uploadTime === null ? {} : { "upload-time": file.uploadTime }),
  }));
  // 1.0 promises neither `versions` nor `size` (PEP 700): a page made from HTML has no sizes.
  const meta = { "api-version": "1.0", ...(page.status === null ? {} : { "project-status": page.status }) };
  return JSON.stringify({ meta, name: page.name, files });
}

function metadataValue(metadata: { sha256: string | null }): true | { sha256: string } {
  return metadata.sha256 === null ? true : { sha256: metadata.sha256 };
}

function renderHtml(page: SimplePage): string {
  const title = encodeEntities(page.name);
  const head =
    '<!DOCTYPE html>\n<html>\n<head><meta name="pypi:repository-version" content="1.0">' +
    `<title>Links for ${title}</title></head>\n<body>\n<h1>Links for ${title}</h1>\n`;
  return `${head}${page.files.map(renderAnchor).join("")}</body>\n</html>\n`;
}

function renderAnchor(file: ProjectFile): string {
  const digest = preferredHash(file.hashes);
  const attributes = [`href="${encodeEntities(file.url)}${digest === null ? "" : `#${digest}`}"`];
  if (file.requiresPython !== null) attributes.push(`data-requires-python="${encodeEntities(file.requiresPython)}"`);
  if (file.coreMetadata !== null) {
    const value = file.coreMetadata.sha256 === null ? "true" : `sha256=${file.coreMetadata.sha256}`;
    // Both spellings: pip 22.3 to 23.1 know only the older one (PEP 714).
    attributes.push(`data-dist-info-metadata="${value}"`, `data-core-metadata="${value}"`);
  }
  if (file.yanked !== null) attributes.push(`data-yanked="${encodeEntities(file.yanked)}"`);
  return `<a ${attributes.join(" ")}>${encodeEntities(file.filename)}</a><br>\n`;
}

/** `sha256=…`: an address has room for one digest, the one that every tool checks first. */
function preferredHash(hashes: Readonly<Record<string, string>>): string | null {
  for (const algorithm of ["sha256", "sha512", "sha384", "sha224", "sha1", "md5"]) {
    const digest = hashes[algorithm];
    if (digest !== undefined) return `${algorithm}=${digest}`;
  }
  return null;
}
