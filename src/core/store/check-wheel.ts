import { parseMetadata } from "../pep/metadata.ts";
import { normalizeName } from "../pep/name.ts";
import { parseVersion } from "../pep/version.ts";
import { compareVersions } from "../pep/version-order.ts";
import { parseWheelFilename, type WheelFilename } from "../pep/wheel-filename.ts";
import { expandTags } from "../pep/wheel-tags.ts";
import { type Problem, problemAt } from "../problem.ts";
import { checkRecord } from "./check-record.ts";
import { isWheelFileName } from "./wheel-name.ts";
import { pureWheelTools, type WheelTools } from "./wheel-tools.ts";
import { readZip, type ZipEntry, zipProblem } from "./zip.ts";

/** More than this a wheel does not unpack to. */
const MAX_UNPACKED = 8 * 1024 ** 3;
/** METADATA, WHEEL and RECORD are text; RECORD of the largest wheels has about 2 MB. */
const MAX_TEXT = 64 * 1024 * 1024;

/**
 * What is wrong with a wheel, looked at from outside to inside, nothing of it ever run:
 *
 * - `wheel-name`: the file name is none of a wheel (PEP 427), or not the one that METADATA asks for
 * - `wheel-zip`: programs could read the zip in different ways, or it is damaged; see `readZip`
 * - `wheel-record`: RECORD is missing, or files and RECORD do not agree one to one with sizes and hashes
 * - `wheel-tags`: the tags of the WHEEL file are not those of the file name. Installers go by the file name alone, and
 *   wheels that were renamed by hand are published, so this one is a warning rather than a reason to refuse
 * - `wheel-target`: no tag of the file name is one of `target.tags`
 *
 * Messages are whole sentences. Never throws. Takes memory for the largest file of the wheel.
 */
export function checkWheel(
  bytes: Uint8Array,
  filename: string,
  target?: { readonly tags: readonly string[] },
  tools: WheelTools = pureWheelTools,
): readonly Problem[] {
  const name = isWheelFileName(filename) ? parseWheelFilename(filename) : null;
  if (name === null || !name.ok) {
    return [wheelProblem("wheel-name", `${JSON.stringify(filename)} is not the file name of a wheel.`)];
  }
  const problems = [...checkTarget(name.value, target)];
  const zip = readZip(bytes);
  if (zip.problems.length > 0) return [...problems, ...zip.problems];
  const unpacked = zip.entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (unpacked > MAX_UNPACKED) return [...problems, zipProblem(`it unpacks to ${unpacked} bytes`, 0)];
  return [...problems, ...checkContent(zip.entries, name.value, tools)];
}

/** False for what is only worth a notice; see the codes of `checkWheel`. */
export function isReasonToRefuse(problem: Problem): boolean {
  return problem.code !== "wheel-tags";
}

function checkTarget(
  name: WheelFilename,
  target: { readonly tags: readonly string[] } | undefined,
): readonly Problem[] {
  if (target === undefined || name.tags.some((tag) => target.tags.includes(tag))) return [];
  return [wheelProblem("wheel-target", `None of its tags (${name.tags.join(", ")}) fits the target.`)];
}

function checkContent(entries: readonly ZipEntry[], name: WheelFilename, tools: WheelTools): readonly Problem[] {
  const folders = new Set(entries.map((entry) => /^([^/]+\.dist-info)\//.exec(entry.name)?.[1]).filter(isDefined));
  const [folder] = folders;
  if (folder === undefined || folders.size > 1) {
    return [wheelProblem("wheel-record", `It has ${folders.size} .dist-info folders instead of one.`)];
  }
  const readText = (file: string) => readEntryText(entries, `${folder}/${file}`, tools);
  return [
    ...checkFolder(folder, name),
    ...checkMetadata(readText("METADATA"), name),
    ...checkTags(readText("WHEEL"), name),
    ...checkRecord(entries, folder, readText("RECORD"), tools),
  ];
}

/** PEP 427: the folder is `<name>-<version>.dist-info`; spelling within the normal form is up to the builder. */
function checkFolder(folder: string, name: WheelFilename): readonly Problem[] {
  const [, project = "", version = ""] = /^(.+)-([^-]+)\.dist-info$/.exec(folder) ?? [];
  if (isSameProject(project, name) && isSameVersion(version, name)) return [];
  return [wheelProblem("wheel-name", `Its folder ${JSON.stringify(folder)} is not that of ${title(name)}.`)];
}

function checkMetadata(text: string | null, name: WheelFilename): readonly Problem[] {
  const metadata = text === null ? null : parseMetadata(text);
  if (metadata === null || !metadata.ok) return [wheelProblem("wheel-name", "It has no METADATA that can be read.")];
  const { name: project, version } = metadata.value;
  if (isSameProject(project, name) && isSameVersion(version, name)) return [];
  const stated = JSON.stringify(`${project} ${version}`.slice(0, 200));
  return [wheelProblem("wheel-name", `METADATA says ${stated}, its file name says ${title(name)}.`)];
}

function checkTags(text: string | null, name: WheelFilename): readonly Problem[] {
  if (text === null) return [wheelProblem("wheel-record", "It has no WHEEL file.")];
  const stated = [...text.matchAll(/^Tag:[ \t]*(\S+)[ \t]*\r?$/gim)].flatMap(
    (match) => expandTags(match[1] ?? "") ?? [],
  );
  const [inside, outside] = [new Set(stated), new Set(name.tags)];
  if (inside.size === outside.size && [...inside].every((tag) => outside.has(tag))) return [];
  const list = [...inside].sort().join(", ") || "none";
  return [wheelProblem("wheel-tags", `Its WHEEL file states the tags ${list}, not those of the file name.`)];
}

function readEntryText(entries: readonly ZipEntry[], path: string, tools: WheelTools): string | null {
  const entry = entries.find((candidate) => candidate.name === path);
  const bytes = entry === undefined || entry.bytes > MAX_TEXT ? null : readEntry(entry, tools);
  if (bytes === null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readEntry(entry: ZipEntry, tools: WheelTools): Uint8Array | null {
  return entry.method === "stored" ? entry.data : tools.inflate(entry.data, entry.bytes);
}

function isSameProject(project: string, name: WheelFilename): boolean {
  return normalizeName(project) === name.name;
}

function isSameVersion(version: string, name: WheelFilename): boolean {
  const inside = parseVersion(version);
  return inside.ok && compareVersions(inside.value, name.version) === 0;
}

function title(name: WheelFilename): string {
  return JSON.stringify(`${name.name} ${name.version.normalized}`);
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function wheelProblem(code: string, message: string): Problem {
  return problemAt("", 0, code, message, null);
}
