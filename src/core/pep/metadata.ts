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

/**
 * Reads the headers of a METADATA file as Python's email parser does: names in any case, folded lines, the first of a
 * repeated single field counts, everything from the first empty line or line without colon on is the description.
 * Missing `Name` and `Version` are problems.
 */
export function parseMetadata(text: string): Parsed<CoreMetadata> {
  const headers = readHeaders(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
  const all = (name: string) => headers.get(name) ?? [];
  const first = (name: string) => all(name)[0] ?? null;
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

/** Values by name in lower case; unfolded: a line break with its indent is one space. */
function readHeaders(text: string): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  let last: string[] | null = null;
  // The description behind the headers is often a hundred times as long, and nobody reads it.
  for (let [from, end] = [0, 0]; from < text.length; from = end + 1) {
    const feed = text.indexOf("\n", from);
    end = feed === -1 ? text.length : feed;
    const line = text.slice(from, end);
    if (last !== null && /^[ \t]/.test(line)) {
      if (line.trim() !== "") last.push(`${last.pop()} ${line.trim()}`.trim());
      continue;
    }
    const colon = line.indexOf(":");
    const name = colon < 1 ? null : nameOf(line.slice(0, colon));
    if (name === null || /[\u2028\u2029]/.test(line)) break;
    last = headers.get(name) ?? [];
    headers.set(name, last);
    last.push(
      line
        .slice(colon + 1)
        .replace(/^[ \t]+/, "")
        .trimEnd(),
    );
  }
  return headers;
}

const NAMES = new Map<string, string | null>();

/** In lower case; null when it is no name of a field. */
function nameOf(written: string): string | null {
  const known = NAMES.get(written);
  if (known !== undefined) return known;
  const name = /^[\x21-\x39\x3b-\x7e]+$/.test(written) ? written.toLowerCase() : null;
  // The specification knows some thirty; others come from hostile files.
  if (NAMES.size < 100) NAMES.set(written, name);
  return name;
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
