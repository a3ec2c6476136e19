import type { Marker } from "../pep/marker.ts";
import type { NormalizedName } from "../pep/name.ts";
import type { Requirement } from "../pep/requirement.ts";
import type { Problem } from "../problem.ts";
import type { Place } from "../report/model.ts";
import type { Quoting } from "./quoting.ts";

export type FileKind = "requirements" | "constraints";

/** A part of a file, in bytes from its beginning; the end is exclusive. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

/** A problem of an input file; `offset` is in bytes of that file. */
export interface LocatedProblem extends Problem {
  readonly file: string;
}

/**
 * `named`: `numpy>=1.26` · `direct`: a URL, with or without `name @` · `path`: a file or folder of this machine ·
 * `editable`: `-e` with a path or URL.
 */
export type RequirementKind = "named" | "direct" | "path" | "editable";

/** One requirement of a file. Variables like `${TOKEN}` are never replaced: the text is literal everywhere. */
export interface LocatedRequirement {
  readonly kind: RequirementKind;
  /** Null for a URL or path that does not tell it. */
  readonly name: NormalizedName | null;
  /** For messages: the text as it was written, on one line and without passwords. */
  readonly display: string;
  /** The logical line without options and comment; for `-e` its value. */
  readonly text: string;
  readonly place: Place;
  /** The number that pip prints for the line: it differs from `place.line` only after form feeds and the like. */
  readonly pipLine: number;
  /** Values of `--hash`, e.g. `sha256:0123…`, in order. */
  readonly hashes: readonly string[];
  /** Values of `--config-settings`, e.g. `key=value`, in order. */
  readonly configSettings: readonly string[];
  /** Values of `--global-option`, which pip 26 refuses. */
  readonly globalOptions: readonly string[];
  /** Null for a bare URL or path. */
  readonly requirement: Requirement | null;
  /** URL or path without marker and extras; null for `named`. */
  readonly location: string | null;
  /** Also of a bare URL or path. */
  readonly marker: Marker | null;
  /** Of `text`; for `editable` from `-e` to the end of its value, or the whole line when other words stand around it. */
  readonly span: ByteSpan;
  /** Where further options belong: the end of the logical line's content, before spaces and comment. */
  readonly end: number;
  /** Of each `--hash` with its value, in order. */
  readonly hashSpans?: readonly ByteSpan[];
  /** How the bytes of `span` have to be written; absent: as they are, as in a line of a requirements file. */
  readonly quoting?: Quoting;
}

/** An option of a file, like `--index-url`. */
export interface RequirementOption {
  /** The long name: `-i` and `--pypi-url` are `--index-url`. */
  readonly name: string;
  /** Null for an option that takes none. */
  readonly value: string | null;
  readonly place: Place;
  readonly pipLine: number;
  /** From the option to the end of its value. */
  readonly span: ByteSpan;
  /** Nothing else stands on its logical line, but perhaps a comment. */
  readonly alone: boolean;
}

export interface RequirementInclude {
  readonly kind: FileKind;
  /** As it was written. */
  readonly path: string;
  readonly place: Place;
  readonly pipLine: number;
  /** From `-r` to the end of the path. */
  readonly span: ByteSpan;
}

/** Text that pip passes over without a word, e.g. a second `-r` on one line. */
export interface IgnoredText {
  readonly text: string;
  /** One sentence. */
  readonly reason: string;
  readonly place: Place;
}

/** `${NAME}`: pip would put an environment variable in its place. */
export interface VariableUse {
  readonly name: string;
  readonly place: Place;
}

/** What a requirements or constraints file says, in the order of its lines. */
export interface RequirementsFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly requirements: readonly LocatedRequirement[];
  readonly options: readonly RequirementOption[];
  readonly includes: readonly RequirementInclude[];
  readonly ignored: readonly IgnoredText[];
  readonly variables: readonly VariableUse[];
  readonly problems: readonly LocatedProblem[];
}

/** All files that belong together, in the order in which pip reads them, each once. */
export interface RequirementSet {
  readonly files: readonly RequirementsFile[];
  /** Of the files of kind `requirements`. */
  readonly requirements: readonly LocatedRequirement[];
  /** Of the files of kind `constraints`. */
  readonly constraints: readonly LocatedRequirement[];
  readonly problems: readonly LocatedProblem[];
}
