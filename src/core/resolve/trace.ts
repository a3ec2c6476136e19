import type { Candidate, Unavailable } from "./candidate.ts";
import type { VersionsAnswer } from "./source.ts";

/**
 * Listens to a search: every call is one step of it, in its order. Nobody listens in a run where nobody asked for it.
 * `core/explain/from-solver.ts` makes a decision tree of it.
 */
export interface SolverTrace {
  /** The search begins with the user's lines. Called again when it begins anew; then nothing is in force. */
  begun(lines: readonly Wish[]): void;
  /** A project comes into play: its versions in the order in which they are tried, and what the index says of them. */
  met(name: string, candidates: readonly Candidate[], answer: VersionsAnswer | undefined): void;
  /** A version that is in force, or an extra of it, asks for something. */
  asked(wish: Wish): void;
  /** A version was looked at and not taken. `wish` is its own, `against` what others ask of the same package. */
  refused(name: string, candidate: Candidate, why: Refusal): void;
  /** A version is in force from here on. `passed`: those that would have been tried before it. */
  taken(name: string, candidate: Candidate, passed: readonly PassedOver[], isKnown: boolean): void;
  /** No version of a package is left; the search steps back. */
  blocked(name: string, passed: readonly PassedOver[], wishes: readonly Wish[]): void;
  /** What was learned changes what was concluded before: the search begins anew. */
  upset(wish: Wish): void;
  /** Only the first so many decisions are in force from here on. */
  steppedBack(inForce: number): void;
}

/** What somebody asks for. */
export interface Wish {
  readonly kind: "requested" | "constraint" | "depends";
  /** Who asks; null: the user. */
  readonly by: {
    readonly name: string;
    readonly version: string | null;
    readonly extras: readonly string[];
  } | null;
  /** Normalised name of what is asked for. */
  readonly name: string;
  /** Canonical form. */
  readonly requirement: string;
  /** What stands behind `@`. */
  readonly url: string | null;
}

/** Why a version is out of the question, whether or not it was looked at. */
export type WhyNot =
  | ({ readonly kind: "unavailable" } & Unavailable)
  | { readonly kind: "not-wanted"; readonly wish: Wish }
  /** Conflicts that were met before have ruled it out. */
  | { readonly kind: "learned" };

export interface PassedOver {
  readonly candidate: Candidate;
  readonly why: WhyNot;
}

export type Refusal =
  | ({ readonly kind: "unavailable" } & Unavailable)
  | { readonly kind: "clash"; readonly wish: Wish; readonly against: readonly Wish[] };
