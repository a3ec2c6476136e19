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
  readonly source: "index" | "vcs" | "url" | "path" | "project";
  /** Of the index that the lock names, as written. */
  readonly indexUrl: string | null;
  readonly files: readonly LockedFile[];
  /** Normalised names of what it needs, with their markers and extras. */
  readonly needs: readonly {
    readonly name: string;
    readonly marker: Marker | null;
    readonly extras: readonly string[];
  }[];
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
