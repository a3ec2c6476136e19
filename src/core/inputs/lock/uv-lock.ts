import { type NormalizedName, normalizeName } from "../../pep/name.ts";
import type { InputFile, LockedFile, LockedNeed, LockedPackage, LockFacts } from "../input.ts";
import { parseToml } from "../structured/toml.ts";
import { findTable, findText, findValue, itemsAt, type StructuredValue, stringAt } from "../structured/value.ts";
import {
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
  readMarkerAt,
  readMarkersAt,
  requiresPythonAt,
  START,
  versionAt,
} from "./lock-reader.ts";
import { makeLockedFile, readHash } from "./locked-file.ts";

/** Reads uv.lock (format 1, any revision). Each version of a package that is locked under markers stays apart. */
export function readUvLock({ path, bytes }: LockInput): InputFile {
  const reader = makeLockReader(parseToml({ path, bytes, limits: { bytes: LOCK_LIMIT } }));
  const { root } = reader.document;
  const format = versionAt(root, "version");
  noteNewerFormat(reader, format, /^[01]$/, findValue(root, "version") ?? START);
  const members = new Set(namesAt(root, "manifest", "members"));
  const locked = itemsAt(root, "package").flatMap((item) => readPackage(reader, item, members) ?? []);
  return finishLock(reader, "uv.lock", {
    locked,
    requiresPython: requiresPythonAt(reader, root, "requires-python"),
    lock: readFacts(reader, root, { format, locked }),
  });
}

function readFacts(
  reader: LockReader,
  root: StructuredValue | null,
  { format, locked }: { readonly format: string | null; readonly locked: readonly LockedPackage[] },
): LockFacts {
  const groupsOf = (kind: "extra" | "group") => [
    ...new Set(
      locked
        .filter(({ source }) => source === "project")
        .flatMap(({ needs }) => needs.flatMap(({ group }) => (group?.kind === kind ? [group.name] : []))),
    ),
  ];
  const manifest = findValue(root, "manifest");
  return {
    format,
    environments: readMarkersAt(reader, root, "supported-markers"),
    extras: groupsOf("extra"),
    groups: groupsOf("group"),
    defaultGroups: [],
    roots: [
      ...readNeeds(reader, findValue(manifest, "requirements"), null),
      ...readGroups(reader, findValue(manifest, "dependency-groups"), "group"),
    ],
  };
}

function readPackage(reader: LockReader, item: StructuredValue, members: ReadonlySet<string>): LockedPackage | null {
  const name = findText(item, "name");
  if (name === null) {
    misplaced(reader, item, "a locked package without a name", 'name = "…"');
    return null;
  }
  const normalized = normalizeName(name.value);
  const source = readSource(item, members.has(normalized));
  return {
    name: normalized,
    version: stringAt(item, "version"),
    place: placeIn(reader, name),
    marker: anyMarker(readMarkersAt(reader, item, "resolution-markers")),
    ...source,
    requiresPython: null,
    groups: null,
    files: readFiles(item),
    hashes: [],
    needs: [
      ...readNeeds(reader, findValue(item, "dependencies"), null),
      ...readGroups(reader, findValue(item, "optional-dependencies"), "extra"),
      ...readGroups(reader, findValue(item, "dev-dependencies"), "group"),
    ],
  };
}

/** The kinds of `source = { … }`, the first key that is there. */
const SOURCES: readonly (readonly [key: string, source: LockedPackage["source"]])[] = [
  ["registry", "index"],
  ["git", "vcs"],
  ["url", "url"],
  ["path", "path"],
  ["directory", "path"],
  ["editable", "path"],
  ["virtual", "project"],
];

/** What uv calls a member of the workspace is the project; a folder that is no member is a path. */
function readSource(item: StructuredValue, isMember: boolean): Pick<LockedPackage, "source" | "indexUrl"> {
  const [key, source] = SOURCES.find(([name]) => stringAt(item, "source", name) !== null) ?? ["", "index"];
  const location = stringAt(item, "source", key);
  const isRoot = (key === "editable" || key === "directory") && (isMember || location === ".");
  return { source: isRoot ? "project" : source, indexUrl: key === "registry" ? location : null };
}

function readFiles(item: StructuredValue): readonly LockedFile[] {
  const sdist = findTable(item, "sdist");
  const files = [...itemsAt(item, "wheels"), ...(sdist === null ? [] : [sdist])];
  return files.flatMap((file) => {
    const location = stringAt(file, "url") ?? stringAt(file, "path") ?? stringAt(item, "source", "url");
    const name = stringAt(file, "filename");
    return makeLockedFile({ name, location, hashes: readHash(stringAt(file, "hash")), value: file }) ?? [];
  });
}

/** The table `extra = [needs]`. */
function readGroups(reader: LockReader, table: StructuredValue | null, kind: "extra" | "group"): readonly LockedNeed[] {
  if (table?.kind !== "table") return [];
  return [...table.entries].flatMap(([name, { value }]) =>
    readNeeds(reader, value, { kind, name: normalizeName(name) }),
  );
}

function readNeeds(
  reader: LockReader,
  list: StructuredValue | null,
  group: { readonly kind: "extra" | "group"; readonly name: NormalizedName } | null,
): readonly LockedNeed[] {
  return itemsAt(list).flatMap((item) => {
    const name = stringAt(item, "name");
    if (name === null) return [];
    const marker = readMarkerAt(reader, item, "marker");
    // A need has "extra", a requirement of the manifest "extras".
    const extras = [...namesAt(item, "extra"), ...namesAt(item, "extras")];
    return [{ name: normalizeName(name), version: stringAt(item, "version"), marker, extras, group }];
  });
}
