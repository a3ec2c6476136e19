import type { Parsed } from "../problem.ts";
import { parsed, problemAt, unparsed } from "../problem.ts";
import type { NormalizedName } from "./name.ts";
import { normalizeName } from "./name.ts";
import type { Version } from "./version.ts";
import { parseVersion } from "./version.ts";

export interface SdistFilename {
  readonly name: NormalizedName;
  readonly version: Version;
}

/** Reads `name-version.tar.gz` or `.zip` (source distribution format): the last dash separates. */
export function parseSdistFilename(filename: string): Parsed<SdistFilename> {
  const stem = /^(?<stem>.*)\.(?:tar\.gz|zip)$/s.exec(filename)?.groups?.stem;
  const dash = stem?.lastIndexOf("-") ?? -1;
  if (stem === undefined || dash < 1) return unparsed(problem(filename, 0));
  const version = parseVersion(stem.slice(dash + 1));
  if (!version.ok) return unparsed(problem(filename, dash + 1));
  return parsed({ name: normalizeName(stem.slice(0, dash)), version: version.value });
}

function problem(filename: string, offset: number) {
  const message = `${filename} is not the name of a source distribution`;
  return problemAt(filename, offset, "invalid-sdist-filename", message, "a name like numpy-2.1.0.tar.gz");
}
