import type { LocatedRequirement } from "../inputs/requirement-set.ts";
import type { FixChange, FixOption, FixRisk, Place } from "../report/model.ts";
import type { ConflictTree } from "../resolve/conflict-tree.ts";
import type { ResolveProblem } from "../resolve/problem.ts";

/** What kind of change it is; each has its share of the cost. */
export type EditKind =
  | "pin-same-minor"
  | "pin-same-major"
  | "widen-bound"
  | "change-pin"
  | "change-constraint"
  | "allow-prerelease"
  | "change-python"
  | "allow-source"
  | "other-index"
  | "drop-extra"
  | "replace-package"
  | "drop-requirement"
  | "split-by-marker";

/** One change of one of the user's lines: what `applyEdits` is given, and why. */
export interface ProposedEdit {
  readonly kind: EditKind;
  readonly place: Place;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  /** For a line with hashes: those of the new version, or that the line goes with its hashes. */
  readonly hashes?: readonly string[] | "drop";
}

/** Edits after which our own solver finds versions on every target of the problem. Never more than predicted. */
export interface ProposedFix {
  readonly title: string;
  readonly edits: readonly ProposedEdit[];
  /** Options of the command that change with them. */
  readonly options: readonly FixOption[];
  readonly cost: number;
  readonly changes: readonly FixChange[];
  readonly losses: readonly string[];
  readonly risks: readonly FixRisk[];
  /** True: without any one of its edits there is a conflict; each was tried. Null: that could not be told of all. */
  readonly minimal: true | null;
  /** The problem as it is after the edits. */
  readonly solved: ResolveProblem;
}

export interface FixRequest {
  readonly problem: ResolveProblem;
  readonly conflicts: readonly ConflictTree[];
  /** The user's lines behind the problem's requirements and constraints, found by their places. */
  readonly lines: readonly LocatedRequirement[];
}
