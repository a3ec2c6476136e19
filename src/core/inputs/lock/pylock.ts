import { normalizeName } from "../../pep/name.ts";
import type { InputFile, LockedFile, LockedNeed, LockedPackage } from "../input.ts";
import { parseToml } from "../structured/toml.ts";
import { findTable, findText, findValue, itemsAt, type StructuredValue, stringAt } from "../structured/value.ts";
import {
  finishLock,
  LOCK_LIMIT,
  type LockInput,
  type LockReader,
  makeLockReader,
  misplaced,
  namesAt,
  noteNewerFormat,
  placeIn,
  readMarkerAt,
  readMarkersAt,
  requiresPythonAt,
  START,
} from "./lock-reader.ts";
import { makeLockedFile, readHashTable } from "./locked-file.ts";

/** Reads pylock.toml and pylock.NAME.toml (PEP 751, format 1.0). */
export function readPylock({ path, bytes }: LockInput): InputFile {
  const reader = makeLockReader(parseToml({ path, bytes, limits: { bytes: LOCK_LIMIT } }));
  const { root } = reader.document;
  const format = stringAt(root, "lock-version");
  const where = findValue(root, "lock-version") ?? START;
  if (format === null)
    misplaced(reader, where, "the file does not say which version of the format it has", 'lock-version = "1.0"');
  noteNewerFormat(reader, format, /^1(?:\.0)?$/, where);
  return finishLock(reader, "pylock", {
    locked: itemsAt(root, "packages").flatMap((item) => readPackage(reader, item) ?? []),
    requiresPython: requiresPythonAt(reader, root, "requires-python"),
    lock: {
      format,
      environments: readMarkersAt(reader, root, "environments"),
      extras: namesAt(root, "extras"),
      groups: namesAt(root, "dependency-groups"),
      defaultGroups: namesAt(root, "default-groups"),
      roots: [],
    },
  });
}

function readPackage(reader: LockReader, item: StructuredValue): LockedPackage | null {
  const name = findText(item, "name");
  if (name === null) {
    misplaced(reader, item, "a locked package without a name", 'name = "…"');
    return null;
  }
  return {
    name: normalizeName(name.value),
    version: stringAt(item, "version"),
    place: placeIn(reader, name),
    marker: readMarkerAt(reader, item, "marker"),
    source: readSource(item),
    indexUrl: stringAt(item, "index"),
    requiresPython: stringAt(item, "requires-python"),
    groups: null,
    files: readFiles(item),
    hashes: [],
    needs: readNeeds(item),
  };
}

function readSource(item: StructuredValue): LockedPackage["source"] {
  if (findTable(item, "vcs") !== null) return "vcs";
  if (findTable(item, "directory") !== null) return stringAt(item, "directory", "path") === "." ? "project" : "path";
  if (findTable(item, "archive") !== null) return stringAt(item, "archive", "url") === null ? "path" : "url";
  return "index";
}

function readFiles(item: StructuredValue): readonly LockedFile[] {
  const single = [findTable(item, "sdist"), findTable(item, "archive")].flatMap((table) => table ?? []);
  return [...itemsAt(item, "wheels"), ...single].flatMap((file) => {
    const location = stringAt(file, "url") ?? stringAt(file, "path");
    return makeLockedFile({ name: stringAt(file, "name"), location, hashes: readHashTable(file), value: file }) ?? [];
  });
}

/** What the format calls informational: installers go by the markers alone. */
function readNeeds(item: StructuredValue): readonly LockedNeed[] {
  return itemsAt(item, "dependencies").flatMap((need) => {
    const name = stringAt(need, "name");
    if (name === null) return [];
    return [{ name: normalizeName(name), version: stringAt(need, "version"), marker: null, extras: [], group: null }];
  });
}
