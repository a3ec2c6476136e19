import { type NormalizedName, normalizeName } from "../pep/name.ts";
import { compareVersions, parseVersion, type Version } from "../pep/version.ts";
import { parseWheelFilename, type WheelFilename } from "../pep/wheel-filename.ts";
import { isSdist } from "./distribution-name.ts";
import type { ProjectFile, ProjectIndex } from "./project-index.ts";

/** The files of one version. Equal spellings (`1.0`, `1.0.0`) are one version. */
export interface ProjectVersion {
  readonly version: Version;
  /** By their endings only: `readWheel` says which names are valid. */
  readonly wheels: readonly ProjectFile[];
  readonly sdists: readonly ProjectFile[];
  /** What its files say together, where that was kept (`outlined-page.ts`). */
  readonly outline?: VersionOutline;
}

/** What the files of a version say together. */
export interface VersionOutline {
  /** Of the first file. */
  readonly requiresPython: string | null;
  /** Null unless all are yanked; else what the first one says. */
  readonly yanked: string | null;
  /** Expanded tags of each wheel with a valid name. */
  readonly wheels: readonly (readonly string[])[];
  readonly hasSdist: boolean;
  /** The earliest, null when none is told. */
  readonly uploadTime: string | null;
}

interface Group {
  readonly text: string;
  readonly wheels: ProjectFile[];
  readonly sdists: ProjectFile[];
}

const MEMORY = new WeakMap<ProjectIndex, Map<string, readonly ProjectVersion[]>>();
const KEPT = new WeakMap<ProjectIndex, { readonly name: string; readonly read: () => readonly ProjectVersion[] }>();
const WHEELS = new WeakMap<ProjectFile, { readonly name: WheelFilename | null }>();

/**
 * The versions that a page has of a project, newest first; files of other projects and names that say no version are left
 * out. A page is read once: file names are only cut into version and rest here, as pages have thousands of them.
 */
export function projectVersions(project: ProjectIndex, name: NormalizedName): readonly ProjectVersion[] {
  const known = MEMORY.get(project) ?? new Map<string, readonly ProjectVersion[]>();
  const kept = KEPT.get(project);
  const found =
    known.get(name) ??
    (kept?.name === name ? kept.read() : newestFirst([...groupFiles(project.files, name)], project.files));
  MEMORY.set(project, known.set(name, found));
  return found;
}

/** @param read what `projectVersions` is to say of the page, without reading its files; called once at most */
export function rememberVersions(
  project: ProjectIndex,
  name: NormalizedName,
  read: () => readonly ProjectVersion[],
): void {
  KEPT.set(project, { name, read });
}

/** The versions of several pages as one list; files of an equal version keep the order of the pages. */
export function mergeVersions(lists: readonly (readonly ProjectVersion[])[]): readonly ProjectVersion[] {
  const [only = [], ...more] = lists.filter((list) => list.length > 0);
  return more.length === 0 ? only : sortVersions([only, ...more].flat());
}

/** What a wheel's name says; null when it is not a valid one, and no installer takes it. */
export function readWheel(file: ProjectFile): WheelFilename | null {
  const known = WHEELS.get(file);
  if (known !== undefined) return known.name;
  const read = parseWheelFilename(file.filename);
  const name = read.ok ? read.value : null;
  WHEELS.set(file, { name });
  return name;
}

/** Pages list the files of a version one after the other, so most names begin like the one before. */
function groupFiles(files: readonly ProjectFile[], name: NormalizedName): Iterable<Group> {
  const groups = new Map<string, Group>();
  let prefix = "";
  let current: Group | null = null;
  for (const file of files) {
    const { filename } = file;
    if (filename.endsWith(".whl")) {
      if (current === null || !filename.startsWith(prefix)) {
        const end = filename.indexOf("-", filename.indexOf("-") + 1);
        const text = wheelVersion(filename, end, name);
        if (text === null) continue;
        current = groupOf(groups, text);
        prefix = filename.slice(0, end + 1);
      }
      current.wheels.push(file);
    } else if (isSdist(filename)) {
      const text = sdistVersion(filename, name);
      if (text !== null) groupOf(groups, text).sdists.push(file);
    }
  }
  return groups.values();
}

function wheelVersion(filename: string, end: number, name: NormalizedName): string | null {
  const dash = filename.indexOf("-");
  if (dash < 1 || end < 0 || normalizeName(filename.slice(0, dash)) !== name) return null;
  return filename.slice(dash + 1, end);
}

/** The version begins behind the first dash that ends the project's name (pip's `_find_name_version_sep`). */
function sdistVersion(filename: string, name: NormalizedName): string | null {
  const stem = filename.replace(/\.(?:zip|tgz|tbz|txz|tlz|tar(?:\.\w+)?)$/, "");
  for (let dash = stem.indexOf("-"); dash > 0; dash = stem.indexOf("-", dash + 1)) {
    if (normalizeName(stem.slice(0, dash)) === name) return stem.slice(dash + 1);
  }
  return null;
}

function groupOf(groups: Map<string, Group>, text: string): Group {
  const known = groups.get(text);
  if (known !== undefined) return known;
  const group: Group = { text, wheels: [], sdists: [] };
  groups.set(text, group);
  return group;
}

function newestFirst(groups: readonly Group[], page: readonly ProjectFile[]): readonly ProjectVersion[] {
  const versions: ProjectVersion[] = [];
  for (const { text, wheels, sdists } of groups) {
    const version = parseVersion(text);
    if (version.ok) versions.push({ version: version.value, wheels, sdists });
  }
  const sorted = sortVersions(versions);
  return sorted.length === versions.length ? sorted : inPageOrder(sorted, page);
}

/** Of equal files the last on the page is taken, however their versions are spelled. */
function inPageOrder(versions: readonly ProjectVersion[], page: readonly ProjectFile[]): readonly ProjectVersion[] {
  const places = new Map(page.map((file, place) => [file, place]));
  const sort = (files: readonly ProjectFile[]) =>
    [...files].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return versions.map((one) => ({ ...one, wheels: sort(one.wheels), sdists: sort(one.sdists) }));
}

function sortVersions(versions: readonly ProjectVersion[]): readonly ProjectVersion[] {
  const sorted = [...versions].sort((a, b) => compareVersions(b.version, a.version));
  return sorted.reduce<ProjectVersion[]>(joinEqual, []);
}

function joinEqual(versions: ProjectVersion[], next: ProjectVersion): ProjectVersion[] {
  const last = versions.at(-1);
  if (last === undefined || compareVersions(last.version, next.version) !== 0) {
    versions.push(next);
  } else {
    const wheels = [...last.wheels, ...next.wheels];
    versions[versions.length - 1] = { version: last.version, wheels, sdists: [...last.sdists, ...next.sdists] };
  }
  return versions;
}
