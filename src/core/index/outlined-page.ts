import { normalizeName } from "../pep/name.ts";
import type { Version } from "../pep/version.ts";
import { type ProjectVersion, readWheel, rememberVersions, type VersionOutline } from "./candidates.ts";
import type { ProjectFile, ProjectIndex } from "./project-index.ts";

/** A file and its place on the page. */
export interface PlacedFile {
  readonly place: number;
  readonly file: ProjectFile;
}

export interface PlacedFiles {
  readonly wheels: readonly PlacedFile[];
  readonly sdists: readonly PlacedFile[];
}

export interface OutlinedVersion {
  readonly version: Version;
  readonly outline: VersionOutline;
}

/** A page of one project that is kept version by version. */
export interface PageParts {
  readonly head: Omit<ProjectIndex, "files">;
  /** Newest first, as `projectVersions` has them. */
  readonly versions: () => readonly OutlinedVersion[];
  /** Of the version at this place: of most versions nobody ever asks. */
  readonly filesOf: (at: number) => PlacedFiles;
  /** Files of no version. */
  readonly others: () => readonly PlacedFile[];
}

const PARTS = new WeakMap<ProjectIndex, PageParts>();

/** What the solver asks of a version before it looks at any file of it. */
export function outlineOf(version: ProjectVersion): VersionOutline {
  // Whoever touches the files of an outlined version has them read.
  return version.outline ?? outlineFiles(version);
}

function outlineFiles({ wheels, sdists }: ProjectVersion): VersionOutline {
  const files = [...wheels, ...sdists];
  const times = files.map(({ uploadTime }) => uploadTime).filter((time) => time !== null);
  return {
    requiresPython: files[0]?.requiresPython ?? null,
    yanked: files.every(({ yanked }) => yanked !== null) ? (files[0]?.yanked ?? null) : null,
    wheels: wheels
      .map((file) => readWheel(file))
      .flatMap((wheel) => (wheel === null || wheel.variant !== null ? [] : [wheel.tags])),
    hasSdist: sdists.length > 0,
    uploadTime: times.toSorted()[0] ?? null,
  };
}

/** A page whose versions and files are read when somebody looks at them: the same as the page that it was kept of. */
export function openPage(parts: PageParts): ProjectIndex {
  const versions = once(() => parts.versions().map((one, at) => new OpenedVersion(one, parts, at)));
  const files = once(() => {
    const placed = [...versions().flatMap((version) => version.placed()), ...parts.others()];
    return placed.sort((a, b) => a.place - b.place).map(({ file }) => file);
  });
  const page = {
    ...parts.head,
    get files() {
      return files();
    },
  };
  PARTS.set(page, parts);
  if (page.name !== null) rememberVersions(page, normalizeName(page.name), versions);
  return page;
}

/** The same page with other addresses. */
export function withAddresses(
  page: ProjectIndex,
  url: string,
  change: (file: ProjectFile) => ProjectFile,
): ProjectIndex {
  const parts = PARTS.get(page);
  if (parts === undefined) return { ...page, url, files: page.files.map(change) };
  const changed = (placed: readonly PlacedFile[]) => placed.map(({ place, file }) => ({ place, file: change(file) }));
  return openPage({
    head: { ...parts.head, url },
    versions: parts.versions,
    filesOf: (at) => {
      const { wheels, sdists } = parts.filesOf(at);
      return { wheels: changed(wheels), sdists: changed(sdists) };
    },
    others: () => changed(parts.others()),
  });
}

/** A class, as pages have thousands of these and nobody asks most of them for anything. */
class OpenedVersion implements ProjectVersion {
  readonly version: Version;
  readonly outline: VersionOutline;
  readonly #parts: PageParts;
  readonly #at: number;
  #read: { readonly placed: PlacedFiles; readonly wheels: ProjectFile[]; readonly sdists: ProjectFile[] } | null = null;

  constructor({ version, outline }: OutlinedVersion, parts: PageParts, at: number) {
    this.version = version;
    this.outline = outline;
    this.#parts = parts;
    this.#at = at;
  }

  get wheels(): readonly ProjectFile[] {
    return this.#open().wheels;
  }

  get sdists(): readonly ProjectFile[] {
    return this.#open().sdists;
  }

  placed(): readonly PlacedFile[] {
    const { wheels, sdists } = this.#open().placed;
    return [...wheels, ...sdists];
  }

  #open() {
    if (this.#read !== null) return this.#read;
    const placed = this.#parts.filesOf(this.#at);
    const filesOf = (files: readonly PlacedFile[]) => files.map(({ file }) => file);
    this.#read = { placed, wheels: filesOf(placed.wheels), sdists: filesOf(placed.sdists) };
    return this.#read;
  }
}

function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}
