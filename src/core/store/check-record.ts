import { sha384, sha512 } from "@noble/hashes/sha2.js";
import { type Problem, problemAt } from "../problem.ts";
import { parseRecord, type RecordRow } from "./wheel-record.ts";
import type { WheelTools } from "./wheel-tools.ts";
import { type ZipEntry, zipProblem } from "./zip.ts";

/** One wheel can have as many faults as files; the first ones tell enough. */
const MAX_PROBLEMS = 10;

/**
 * Holds every file of a wheel against its RECORD (PEP 376, PEP 427): each file is listed once with its size and a sha256,
 * sha384 or sha512; RECORD and its signatures carry no hash; nothing is listed that is not there. At most 10 problems.
 */
export function checkRecord(
  entries: readonly ZipEntry[],
  folder: string,
  text: string | null,
  tools: WheelTools,
): readonly Problem[] {
  if (text === null) return [recordProblem("It has no RECORD that can be read.")];
  const rows = new Map<string, RecordRow>();
  const problems: Problem[] = [];
  for (const row of parseRecord(text)) {
    if (row === null) problems.push(recordProblem("RECORD has a line that is no row of three fields."));
    else if (rows.has(row.path)) problems.push(recordProblem(`RECORD lists ${quote(row.path)} twice.`));
    else rows.set(row.path, row);
  }
  for (const entry of entries) {
    if (problems.length >= MAX_PROBLEMS) break;
    if (!entry.isFolder)
      problems.push(...checkEntry(entry, rows.get(entry.name), isUnhashed(entry.name, folder), tools));
  }
  const files = new Set(entries.map((entry) => entry.name));
  const missing = [...rows.keys()].filter((path) => !files.has(path) && !isUnhashed(path, folder));
  problems.push(...missing.map((path) => recordProblem(`RECORD lists ${quote(path)}, which is not there.`)));
  return problems.slice(0, MAX_PROBLEMS);
}

/** PEP 427: RECORD cannot hold its own hash, and the signatures are made after it. */
function isUnhashed(path: string, folder: string): boolean {
  return ["RECORD", "RECORD.jws", "RECORD.p7s"].some((name) => path === `${folder}/${name}`);
}

function checkEntry(
  entry: ZipEntry,
  row: RecordRow | undefined,
  isUnhashedFile: boolean,
  tools: WheelTools,
): readonly Problem[] {
  const bytes = entry.method === "stored" ? entry.data : tools.inflate(entry.data, entry.bytes);
  if (bytes === null) return [zipProblem(`${quote(entry.name)} does not unpack to its ${entry.bytes} bytes`, 0)];
  if (tools.crc32(bytes) !== entry.crc32) return [zipProblem(`${quote(entry.name)} has a wrong checksum`, 0)];
  if (isUnhashedFile) return [];
  if (row === undefined) return [recordProblem(`RECORD does not list ${quote(entry.name)}.`)];
  const digest = digestBy(row.algorithm, bytes, tools);
  if (digest === null) return [recordProblem(`RECORD has no sha256 for ${quote(entry.name)}.`)];
  const isSame = toBase64Url(digest) === row.digest && (row.bytes === null || row.bytes === bytes.length);
  return isSame ? [] : [recordProblem(`${quote(entry.name)} is not the file that RECORD lists: size or hash differ.`)];
}

/** PEP 427: sha256 or better; md5 and sha1 are not permitted. */
function digestBy(algorithm: string, bytes: Uint8Array, tools: WheelTools): Uint8Array | null {
  if (algorithm === "sha256") return tools.sha256(bytes);
  if (algorithm === "sha384") return sha384(bytes);
  return algorithm === "sha512" ? sha512(bytes) : null;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function quote(path: string): string {
  return JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path);
}

function recordProblem(message: string): Problem {
  return problemAt("", 0, "wheel-record", message, null);
}
