import type { Marker, MarkerTree } from "../../pep/marker.ts";
import { normalizeName } from "../../pep/name.ts";
import type { InputFile, LockedFile, LockedNeed, LockedPackage } from "../input.ts";
import { parseToml } from "../structured/toml.ts";
import {
  findTable,
  findText,
  findValue,
  itemsAt,
  type StructuredValue,
  stringAt,
  type TableValue,
} from "../structured/value.ts";
import {
  allOf,
  anyMarker,
  finishLock,
  LOCK_LIMIT,
  type LockInput,
  type LockReader,
  makeLockReader,
  misplaced,
  namesAt,
  noteNewerFormat,
  placeIn,
  readMarker,
  readMarkerAt,
  requiresPythonAt,
  START,
} from "./lock-reader.ts";
import { makeLockedFile, readHash } from "./locked-file.ts";

/** Reads poetry.lock (format 1.0 to 2.1). Before 2.1 it does not say which groups and environments a package is for. */
export function readPoetryLock({ path, bytes }: LockInput): InputFile {
  const reader = makeLockReader(parseToml({ path, bytes, limits: { bytes: LOCK_LIMIT } }));
  const { root } = reader.document;
  const format = stringAt(root, "metadata", "lock-version");
  noteNewerFormat(reader, format, /^(?:1\.[01]|2\.[01])$/, findValue(root, "metadata", "lock-version") ?? START);
  // Format 1 lists the files of all packages at its end.
  const filesByName = findTable(root, "metadata", "files");
  const locked = itemsAt(root, "package").flatMap((item) => readPackage(reader, item, filesByName) ?? []);
  return finishLock(reader, "poetry.lock", {
    locked,
    requiresPython: requiresPythonAt(reader, root, "metadata", "python-versions"),
    lock: {
      format,
      environments: [],
      extras: [...(findTable(root, "extras")?.entries.keys() ?? [])].map(normalizeName),
      groups: [...new Set(locked.flatMap(({ groups }) => groups ?? []))].filter((group) => group !== MAIN),
      defaultGroups: [],
      roots: [],
    },
  });
}

/** The group of what the project itself needs. */
const MAIN = "main";

function readPackage(reader: LockReader, item: StructuredValue, filesByName: TableValue | null): LockedPackage | null {
  const name = findText(item, "name");
  if (name === null) {
    misplaced(reader, item, "a locked package without a name", 'name = "…"');
    return null;
  }
  const files = findValue(item, "files") ?? findValue(filesByName, name.value);
  return {
    name: normalizeName(name.value),
    version: stringAt(item, "version"),
    place: placeIn(reader, name),
    marker: readMarkers(reader, item),
    ...readSource(item),
    requiresPython: stringAt(item, "python-versions"),
    groups: readGroups(item),
    files: readFiles(files, item),
    hashes: [],
    needs: readNeeds(reader, findTable(item, "dependencies")),
  };
}

/** Format 2.1 has `groups`, 1.0 `category`; what is between says nothing. */
function readGroups(item: StructuredValue): readonly string[] | null {
  if (findValue(item, "groups") !== null) return namesAt(item, "groups");
  const category = stringAt(item, "category");
  return category === null ? null : [normalizeName(category)];
}

/** One marker, or one for each group that has one: then it is enough that a group is wanted and its marker holds. */
function readMarkers(reader: LockReader, item: StructuredValue): Marker | null {
  const byGroup = findTable(item, "markers");
  if (byGroup === null) return readMarkerAt(reader, item, "markers");
  const parts = (readGroups(item) ?? []).map((group) => {
    const text = findText(byGroup, group);
    const marker = text === null ? null : readMarker(reader, text);
    const trees = [...(group === MAIN ? [] : [isWanted(group)]), ...(marker === null ? [] : [marker.tree])];
    return allOf(trees);
  });
  // The main group without a marker wants the package everywhere.
  return parts.some((part) => part === null) ? null : anyMarker(parts.flatMap((part) => part ?? []));
}

function isWanted(group: string): MarkerTree {
  const right = { kind: "variable", name: "dependency_groups" } as const;
  return { kind: "comparison", left: { kind: "text", value: group }, operator: "in", right };
}

const SOURCES: Readonly<Record<string, LockedPackage["source"]>> = {
  git: "vcs",
  hg: "vcs",
  svn: "vcs",
  url: "url",
  file: "path",
  directory: "path",
};

/** Without a source it comes from the index that Poetry takes by default, which the lock does not name. */
function readSource(item: StructuredValue): Pick<LockedPackage, "source" | "indexUrl"> {
  const source = SOURCES[stringAt(item, "source", "type") ?? ""] ?? "index";
  return { source, indexUrl: source === "index" ? stringAt(item, "source", "url") : null };
}

function readFiles(files: StructuredValue | null, item: StructuredValue): readonly LockedFile[] {
  return itemsAt(files).flatMap((file) => {
    const location =
      stringAt(file, "url") ??
      (SOURCES[stringAt(item, "source", "type") ?? ""] === "url" ? stringAt(item, "source", "url") : null);
    return (
      makeLockedFile({
        name: stringAt(file, "file"),
        location,
        hashes: readHash(stringAt(file, "hash")),
        value: file,
      }) ?? []
    );
  });
}

/** `name = "range"`, `name = {version, markers, extras}`, or a list of these. */
function readNeeds(reader: LockReader, table: TableValue | null): readonly LockedNeed[] {
  return [...(table?.entries ?? [])].flatMap(([name, { value }]) => {
    const forms = value.kind === "list" ? value.items : [value];
    return forms.map((form) => ({
      name: normalizeName(name),
      version: null,
      marker: readMarkerAt(reader, form, "markers"),
      extras: namesAt(form, "extras"),
      group: null,
    }));
  });
}
