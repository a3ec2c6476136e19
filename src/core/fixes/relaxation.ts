import type { Knowledge } from "../knowledge/merge.ts";
import type { NormalizedName } from "../pep/name.ts";
import type { Version } from "../pep/version.ts";
import type { FixOption } from "../report/model.ts";
import type { ConflictFact } from "../resolve/conflict-tree.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import type { EditKind, ProposedEdit } from "./fix.ts";
import type { Line } from "./lines.ts";
import type { Prober } from "./probe.ts";

/** Something of the user's that may give way. */
export interface Relaxation {
  /** Tells it from all others. */
  readonly key: string;
  /** The line, package or setting that it changes. */
  readonly subject: string;
  /** Leaves nothing that another relaxation of the same subject could change. */
  readonly isWhole: boolean;
  /** Gives up something that nothing stands in for: of interest only where nothing else helps. */
  readonly isLastResort: boolean;
  /** Puts something else in its place, so that a conflict which comes up with it says nothing about other sets. */
  readonly isExchange: boolean;
  readonly leastCost: number;
  /** The problem without what it stands for. */
  readonly relax: (problem: ResolveProblem) => ResolveProblem;
  /**
   * The smallest change that will do in a problem in which this and perhaps others are relaxed. Null: none will, or none
   * that can be written.
   */
  readonly settle: (relaxed: ResolveProblem, prober: Prober) => Promise<Settled | null>;
}

/** A relaxation brought down to one change. */
export interface Settled {
  readonly apply: (problem: ResolveProblem) => ResolveProblem;
  readonly kind: EditKind;
  readonly cost: number;
  /** For the title, without its first capital: `change torch==2.5 to torch==2.6`. */
  readonly words: string;
  readonly reason: string;
  readonly losses: readonly string[];
  /** The line that it changes: its new text is what the problem then has there. Null: `edit` says it. */
  readonly line: Line | null;
  readonly edit: ProposedEdit | null;
  /** What is changed is an option of the command. */
  readonly option?: FixOption;
  /** For a line with hashes. */
  readonly hashes?: readonly string[] | "drop";
}

/** What relaxations are made from. */
export interface FixContext {
  readonly problem: ResolveProblem;
  readonly lines: readonly Line[];
  /** Hashes of all files of a version, e.g. `sha256:0123…`; null where they are not known. */
  readonly hashes: (name: NormalizedName, version: Version) => readonly string[] | null;
  readonly knowledge: Knowledge;
}

/** One fact of a conflict, and all of them. */
export interface FactInConflict {
  readonly fact: ConflictFact;
  readonly facts: readonly ConflictFact[];
}

export type FindRelaxations = (
  context: FixContext,
  found: FactInConflict,
  prober: Prober,
) => readonly Relaxation[] | Promise<readonly Relaxation[]>;
