import type { Span } from "../../log/event.ts";
import type { Place } from "../../report/model.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";

/** One statement of a log, and where it stands; null for a line of the user's that the log does not name. */
export interface LoggedFact {
  readonly fact: ConflictFact;
  readonly span: Span | null;
}

/** The user's line behind a requirement as an installer prints it, or of a project; null when it is not known. */
export interface LineFinder {
  /** `exact`: not the only line of that project, when it reads otherwise. */
  of(kind: "requested" | "constraint", requirement: string, options?: { readonly exact?: boolean }): OwnLine | null;
  named(project: string): OwnLine | null;
}

export interface OwnLine {
  /** As written, without comment and options. */
  readonly text: string;
  readonly place: Place;
}
