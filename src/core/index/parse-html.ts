import { type Parsed, type Problem, parsed, problemAt, unparsed } from "../problem.ts";
import { filenameOfUrl, isDistribution } from "./distribution-name.ts";
import { startTags } from "./html-tags.ts";
import { FILE_LIMIT, PROBLEM_LIMIT, type ProjectFile, type ProjectIndex } from "./project-index.ts";

const LOOKED_AT = new Set(["a", "base", "meta", "input"]);
const DIGEST = /^(sha256|sha384|sha512|sha224|sha1|md5)=([0-9a-f]+)$/i;

/**
 * A project page in HTML (PEP 503): one anchor for one file, its name and digest in the address. Links that are not
 * distributions are passed over, as pip does.
 */
export function parseHtmlPage(url: string, text: string): Parsed<ProjectIndex> {
  const files: ProjectFile[] = [];
  const problems: Problem[] = [];
  let base = url;
  let password = 0;
  for (const { name, attributes, offset } of startTags(text, LOOKED_AT)) {
    if (name === "base") base = resolveUrl(attributes.get("href") ?? "", url)?.href ?? base;
    if (name === "input" && attributes.get("type")?.toLowerCase() === "password") password = offset + 1;
    if (name === "meta" && attributes.get("name") === "pypi:repository-version") {
      const version = attributes.get("content") ?? "";
      if (!/^1(\.|$)/.test(version)) return unparsed(unknownVersion(text, offset, version));
    }
    if (name !== "a" || !attributes.has("href")) continue;
    const file = readAnchor(attributes, base);
    if (file === "unusable") {
      if (problems.length < PROBLEM_LIMIT) problems.push(unusableLink(text, offset));
    } else if (file !== null) files.push(file);
    if (files.length > FILE_LIMIT) {
      return unparsed(problemAt("", 0, "too-many-files", `The page lists more than ${FILE_LIMIT} files.`, null));
    }
  }
  if (files.length === 0 && password > 0) {
    const message = "The page asks for a password instead of listing files.";
    return unparsed(problemAt(text, password - 1, "not-an-index", message, "a project page of the Simple API"));
  }
  return parsed({ url, name: null, files, status: null, problems });
}

function readAnchor(attributes: ReadonlyMap<string, string>, base: string): ProjectFile | "unusable" | null {
  const address = resolveUrl(attributes.get("href") ?? "", base);
  if (address === null) return "unusable";
  const filename = filenameOfUrl(address);
  if (filename === null || !isDistribution(filename)) return null;
  if (address.protocol !== "http:" && address.protocol !== "https:") return "unusable";
  const digest = DIGEST.exec(address.hash.slice(1).split("&")[0] ?? "");
  address.hash = "";
  const metadata = attributes.get("data-core-metadata") ?? attributes.get("data-dist-info-metadata");
  return {
    filename,
    url: address.href,
    hashes: digest?.[1] === undefined ? {} : { [digest[1].toLowerCase()]: (digest[2] ?? "").toLowerCase() },
    requiresPython: attributes.get("data-requires-python")?.trim() || null,
    yanked: attributes.get("data-yanked") ?? null,
    coreMetadata: metadata === undefined || metadata === "false" ? null : { sha256: sha256In(metadata) },
    bytes: null,
    uploadTime: null,
  };
}

function sha256In(value: string): string | null {
  return /^sha256=([0-9a-f]{64})$/i.exec(value)?.[1]?.toLowerCase() ?? null;
}

function resolveUrl(href: string, base: string): URL | null {
  return URL.canParse(href.trim(), base) ? new URL(href.trim(), base) : null;
}

function unusableLink(text: string, offset: number): Problem {
  return placed(text, offset, "unusable-link", "A link is no http or https address.", "https://…");
}

function unknownVersion(text: string, offset: number, version: string): Problem {
  const message = `The index speaks version ${JSON.stringify(version.slice(0, 20))} of the Simple API.`;
  return placed(text, offset, "unknown-api-version", message, "version 1");
}

function placed(text: string, offset: number, code: string, message: string, expected: string | null): Problem {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return { code, message, expected, line, column: [...before.slice(lineStart)].length + 1, offset };
}
