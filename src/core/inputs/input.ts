import type { Marker } from "../pep/marker.ts";
import type { Place } from "../report/model.ts";
import type { LocatedProblem, LocatedRequirement } from "./requirement-set.ts";

/** Every kind of file that names requirements. `arguments`: names on the command line. */
export type InputKind =
  | "requirements"
  | "constraints"
  | "pyproject"
  | "uv.lock"
  | "pylock"
  | "poetry.lock"
  | "pipfile.lock"
  | "environment"
  | "dockerfile"
  | "arguments";

/** What a file says, whatever its format, with the place of everything. Serialisable but for markers' trees. */
export interface InputFile {
  readonly path: string;
  readonly kind: InputKind;
  /** Ranges that are to be resolved. */
  readonly requirements: readonly InputRequirement[];
  readonly constraints: readonly LocatedRequirement[];
  /** Versions that a lock has decided already: nothing of them is to be resolved. */
  readonly locked: readonly LockedPackage[];
  /** Present in locks only. */
  readonly lock?: LockFacts;
  /** Indexes that the file names, in its order. Addresses as written: they may hold credentials. */
  readonly indexes: readonly InputIndex[];
  /** `requires-python` of the project or lock. */
  readonly requiresPython: { readonly text: string; readonly place: Place } | null;
  /** Other files that it names with `-r` and `-c`: relative to itself; of a Dockerfile, relative to the build context. */
  readonly includes: readonly {
    readonly kind: "requirements" | "constraints";
    readonly path: string;
    readonly place: Place;
  }[];
  /** What it says about choosing files, e.g. `--only-binary`; absent: nothing. */
  readonly options?: readonly InputOption[];
  /** Things to know, one sentence each: what was passed over, what replaces wheels (conda packages), what could not be told. */
  readonly notes: readonly InputNote[];
  readonly problems: readonly LocatedProblem[];
}

export interface InputRequirement extends LocatedRequirement {
  /** The group that it belongs to: an extra of the project, a dependency group, a Dockerfile stage; null: always. */
  readonly group: { readonly kind: "extra" | "group" | "stage"; readonly name: string } | null;
  /** Where `tool.uv.sources` (or Poetry's `source`) says that it comes from; absent: from any index. */
  readonly sources?: readonly InputSource[];
}

/** Where a package is to be taken from. */
export interface InputSource {
  readonly kind: "index" | "vcs" | "url" | "path" | "workspace";
  /** Name of an index, URL or path, as written; `git+…` for a repository. */
  readonly value: string;
  /** Holds only for these environments, as written; null: all. */
  readonly marker: string | null;
  readonly place: Place;
}

export interface InputIndex {
  readonly name: string | null;
  readonly url: string;
  readonly kind: "index" | "extra-index" | "find-links";
  /** uv's `explicit = true`: only for packages that name it. */
  readonly explicit: boolean;
  readonly place: Place;
}

/** An option with pip's name: `--only-binary`, `--no-binary`, `--prefer-binary`, `--pre`, `--no-index`. */
export interface InputOption {
  readonly name: string;
  /** Null for an option that takes none. */
  readonly value: string | null;
  readonly place: Place;
}

export interface LockedPackage {
  /** Normalised. */
  readonly name: string;
  /** Null for a folder or repository without one. */
  readonly version: string | null;
  /** Of its name in the file. */
  readonly place: Place;
  /** Holds for these environments; null: all. */
  readonly marker: Marker | null;
  /** `project`: what the lock was made for, itself. */
  readonly source: "index" | "vcs" | "url" | "path" | "project";
  /** Of the index that the lock names, as written. */
  readonly indexUrl: string | null;
  /** The Pythons that it allows, where the lock says so. */
  readonly requiresPython: string | null;
  /** The groups of the lock that want it, e.g. `main` and `dev`; null where `needs` tell. */
  readonly groups: readonly string[] | null;
  readonly files: readonly LockedFile[];
  /** Digests of its files, e.g. `sha256:0123…`, where the lock does not say which file has which. */
  readonly hashes: readonly string[];
  readonly needs: readonly LockedNeed[];
}

/** That a package needs another one. */
export interface LockedNeed {
  /** Normalised. */
  readonly name: string;
  /** Where the lock has several versions of it: which one. */
  readonly version: string | null;
  readonly marker: Marker | null;
  /** Normalised, of the one that is needed. */
  readonly extras: readonly string[];
  /** The extra or group of the needing one by which it is needed; null: always. */
  readonly group: { readonly kind: "extra" | "group"; readonly name: string } | null;
}

/** What a lock says about itself. */
export interface LockFacts {
  /** Version of the format, as written. */
  readonly format: string | null;
  /** The environments that it was made for; none: all. */
  readonly environments: readonly Marker[];
  /** Extras and groups of the project that it knows. Normalised. */
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** The groups that are installed when none is named. */
  readonly defaultGroups: readonly string[];
  /** What is wanted beside the needs of `project` packages, e.g. by a script. */
  readonly roots: readonly LockedNeed[];
}

export interface LockedFile {
  readonly filename: string;
  readonly url: string | null;
  readonly hashes: Readonly<Record<string, string>>;
  readonly bytes: number | null;
  readonly uploadTime: string | null;
}

export interface InputNote {
  readonly code: "passed-over" | "conda-package" | "unreadable-part" | "not-told";
  readonly text: string;
  readonly place: Place;
}
