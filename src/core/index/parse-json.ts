import { type Parsed, type Problem, parsed, problemAt, unparsed } from "../problem.ts";
import { isPlainFilename } from "./distribution-name.ts";
import { type AddressReader, makeAddressReader } from "./file-address.ts";
import { FILE_LIMIT, PROBLEM_LIMIT, type ProjectFile, type ProjectIndex } from "./project-index.ts";

type Json = Readonly<Record<string, unknown>>;

/** A project page in JSON (PEP 691, 700, 714, 792). Only known keys are read, each with its type checked. */
export function parseJsonPage(url: string, text: string): Parsed<ProjectIndex> {
  let page: unknown;
  try {
    page = JSON.parse(text);
  } catch {
    const message = `The page of ${text.length} characters is no JSON; it may be cut off.`;
    return unparsed(problem("invalid-json", message, "a JSON object"));
  }
  if (!isObject(page) || !Array.isArray(page.files)) {
    return unparsed(problem("not-an-index", "The page is JSON without a list of files.", "a project page (PEP 691)"));
  }
  const meta = isObject(page.meta) ? page.meta : {};
  const version = typeof meta["api-version"] === "string" ? meta["api-version"] : "1.0";
  if (!/^1(\.|$)/.test(version)) {
    const message = `The index speaks version ${JSON.stringify(version.slice(0, 20))} of the Simple API.`;
    return unparsed(problem("unknown-api-version", message, "version 1"));
  }
  if (page.files.length > FILE_LIMIT) {
    return unparsed(problem("too-many-files", `The page lists more than ${FILE_LIMIT} files.`, null));
  }
  const readAddress = makeAddressReader(url);
  const files: ProjectFile[] = [];
  const problems: Problem[] = [];
  for (const [position, entry] of page.files.entries()) {
    const file = isObject(entry) ? readFile(entry, readAddress) : null;
    if (file !== null) files.push(file);
    else if (problems.length < PROBLEM_LIMIT) {
      problems.push(problem("unusable-file", `files[${position}] has no usable filename and url.`, null));
    }
  }
  const status = isObject(page["project-status"]) ? page["project-status"] : meta;
  const name = typeof page.name === "string" ? page.name : null;
  return parsed({ url, name, files, status: textOf(status.status) ?? textOf(meta["project-status"]), problems });
}

function readFile(entry: Json, readAddress: AddressReader): ProjectFile | null {
  const { filename } = entry;
  if (typeof filename !== "string" || !isPlainFilename(filename)) return null;
  const address = typeof entry.url === "string" ? readAddress(entry.url) : null;
  if (address === null || !address.isWeb) return null;
  return {
    filename,
    url: address.href,
    hashes: readHashes(entry.hashes),
    requiresPython: textOf(entry["requires-python"])?.trim() || null,
    yanked: readYanked(entry.yanked),
    coreMetadata: readCoreMetadata(entry["core-metadata"] ?? entry["dist-info-metadata"]),
    bytes: typeof entry.size === "number" && entry.size >= 0 ? entry.size : null,
    uploadTime: textOf(entry["upload-time"]),
  };
}

/** Keys are checked, not copied: `__proto__` and other names that mean something to JavaScript do not come through. */
function readHashes(value: unknown): Readonly<Record<string, string>> {
  const hashes: Record<string, string> = {};
  if (!isObject(value)) return hashes;
  for (const algorithm of Object.keys(value)) {
    const digest = value[algorithm];
    if (!/^(sha\d|md5|blake)/.test(algorithm) || !/^[a-z0-9_]+$/.test(algorithm)) continue;
    if (typeof digest === "string" && /^[0-9a-f]+$/i.test(digest)) hashes[algorithm] = digest.toLowerCase();
  }
  return hashes;
}

function readYanked(value: unknown): string | null {
  if (typeof value === "string") return value;
  return value === true ? "" : null;
}

function readCoreMetadata(value: unknown): { sha256: string | null } | null {
  if (value === true) return { sha256: null };
  return isObject(value) ? { sha256: readHashes(value).sha256 ?? null } : null;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function problem(code: string, message: string, expected: string | null): Problem {
  return problemAt("", 0, code, message, expected);
}
