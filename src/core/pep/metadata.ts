import type { Parsed, Problem } from "../problem.ts";
import { parsed } from "../problem.ts";

/** The fields of METADATA or PKG-INFO that resolution needs, as they were written (core metadata specification). */
export interface CoreMetadata {
  readonly metadataVersion: string | null;
  readonly name: string;
  readonly version: string;
  /** Dependency specifiers: read each with `parseRequirement`, old files hold some that are none. */
  readonly requiresDist: readonly string[];
  /** A version specifier, or null when any Python will do. */
  readonly requiresPython: string | null;
  readonly providesExtra: readonly string[];
  /** Names of fields, lower case, that a build may still change (PEP 643). */
  readonly dynamic: readonly string[];
}

interface Header {
  /** Lower case. */
  readonly name: string;
  /** Unfolded: a line break with its indent is one space. */
  readonly value: string;
}

/**
 * Reads the headers of a METADATA file as Python's email parser does: names in any case, folded lines, the first of a
 * repeated single field counts, everything from the first empty line or line without colon on is the description.
 * Missing `Name` and `Version` are problems.
 */
export function parseMetadata(text: string): Parsed<CoreMetadata> {
  const headers = readHeaders(text);
  const first = (name: string) => headers.find((header) => header.name === name)?.value ?? null;
  const all = (name: string) => headers.filter((header) => header.name === name).map((header) => header.value);
  const name = first("name");
  const version = first("version");
  if (name === null || version === null || name === "" || version === "") {
    const missing = [name ? null : "Name", version ? null : "Version"].filter((field) => field !== null);
    return { ok: false, problems: missing.map(missingField) };
  }
  return parsed({
    metadataVersion: first("metadata-version"),
    name,
    version,
    requiresDist: all("requires-dist"),
    requiresPython: first("requires-python") || null,
    providesExtra: all("provides-extra"),
    dynamic: all("dynamic").map((field) => field.toLowerCase()),
  });
}

function readHeaders(text: string): readonly Header[] {
  const headers: { name: string; value: string }[] = [];
  for (const line of linesOf(text.replace(/^\ufeff/, ""))) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      if (line.trim() !== "") last.value = `${last.value} ${line.trim()}`.trim();
      continue;
    }
    const header = /^(?<name>[\x21-\x39\x3b-\x7e]+):[ \t]*(?<value>.*)$/.exec(line)?.groups;
    if (header === undefined) break;
    headers.push({ name: (header.name ?? "").toLowerCase(), value: (header.value ?? "").trimEnd() });
  }
  return headers;
}

/** One line after the other: the description behind the headers is often a hundred times as long, and nobody reads it. */
function* linesOf(text: string): Generator<string> {
  const line = /([^\r\n]*)(?:\r\n|\n|\r|$)/y;
  while (line.lastIndex < text.length) yield line.exec(text)?.[1] ?? "";
}

function missingField(field: string): Problem {
  const message = `the metadata has no ${field}`;
  return {
    code: "invalid-metadata",
    message,
    expected: `a line that begins with "${field}: "`,
    line: 1,
    column: 1,
    offset: 0,
  };
}
