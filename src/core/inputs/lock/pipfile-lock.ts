import { normalizeName } from "../../pep/name.ts";
import type { InputFile, InputIndex, LockedPackage } from "../input.ts";
import { parseJson } from "../structured/json.ts";
import {
  findTable,
  findText,
  findValue,
  itemsAt,
  type StructuredValue,
  stringAt,
  type TableEntry,
} from "../structured/value.ts";
import {
  finishLock,
  LOCK_LIMIT,
  type LockInput,
  type LockReader,
  makeLockReader,
  misplaced,
  note,
  noteNewerFormat,
  placeIn,
  readMarkerAt,
  START,
  versionAt,
} from "./lock-reader.ts";

/** Reads Pipfile.lock (format 6). It has digests without file names: which wheels there are only the index knows. */
export function readPipfileLock({ path, bytes }: LockInput): InputFile {
  const reader = makeLockReader(parseJson({ path, bytes, limits: { bytes: LOCK_LIMIT } }));
  const { root } = reader.document;
  const meta = findTable(root, "_meta");
  const format = versionAt(meta, "pipfile-spec");
  noteNewerFormat(reader, format, /^[1-6]$/, findValue(meta, "pipfile-spec") ?? START);
  const indexes = readIndexes(reader, meta);
  const categories = root?.kind === "table" ? [...root.entries].filter(([name]) => name !== "_meta") : [];
  const locked = categories.flatMap(([category, { value }]) =>
    value.kind === "table"
      ? [...value.entries].flatMap(([name, entry]) => readPackage(reader, { name, entry, category, indexes }) ?? [])
      : [],
  );
  return finishLock(reader, "pipfile.lock", {
    locked,
    indexes,
    lock: {
      format,
      environments: [],
      extras: [],
      groups: categories.map(([name]) => groupOf(name)).filter((group) => group !== MAIN),
      defaultGroups: [],
      roots: [],
    },
  });
}

const MAIN = "main";

/** pipenv says `default` and `develop` where others say `main` and `dev`. */
function groupOf(category: string): string {
  if (category === "default") return MAIN;
  return category === "develop" ? "dev" : normalizeName(category);
}

function readIndexes(reader: LockReader, meta: StructuredValue | null): readonly InputIndex[] {
  return itemsAt(meta, "sources").flatMap((source, position) => {
    const url = findText(source, "url");
    if (url === null) return [];
    // pipenv asks the first for all that names no index, the others only for what names them.
    const explicit = position > 0;
    return [{ name: stringAt(source, "name"), url: url.value, kind: "index", explicit, place: placeIn(reader, url) }];
  });
}

interface Described {
  readonly name: string;
  readonly entry: TableEntry;
  readonly category: string;
  readonly indexes: readonly InputIndex[];
}

function readPackage(reader: LockReader, { name, entry, category, indexes }: Described): LockedPackage | null {
  const { key, value } = entry;
  if (value.kind !== "table") {
    misplaced(reader, value, `${JSON.stringify(name)} is not described`, "an object with version and hashes");
    return null;
  }
  const version = stringAt(value, "version");
  const pinned = /^={2,3}\s*(\S+)$/.exec(version ?? "")?.[1] ?? null;
  if (version !== null && pinned === null) {
    note(reader, "not-told", `${name} is locked to ${version.slice(0, 40)}, which is no single version.`, key);
  }
  const source = readSource(value);
  const index = stringAt(value, "index");
  return {
    name: normalizeName(name),
    version: pinned,
    place: placeIn(reader, key),
    marker: readMarkerAt(reader, value, "markers"),
    source,
    indexUrl: source === "index" ? ((indexes.find((each) => each.name === index) ?? indexes[0])?.url ?? null) : null,
    requiresPython: null,
    groups: [groupOf(category)],
    files: [],
    hashes: itemsAt(value, "hashes").flatMap((hash) => (hash.kind === "text" ? [hash.value] : [])),
    needs: [],
  };
}

const SOURCES: readonly (readonly [key: string, source: LockedPackage["source"]])[] = [
  ["git", "vcs"],
  ["hg", "vcs"],
  ["svn", "vcs"],
  ["bzr", "vcs"],
  ["path", "path"],
  ["file", "url"],
];

function readSource(value: StructuredValue): LockedPackage["source"] {
  return SOURCES.find(([key]) => findValue(value, key) !== null)?.[1] ?? "index";
}
