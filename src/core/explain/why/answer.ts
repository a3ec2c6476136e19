import type { ConflictExplanation, FixChange } from "../../report/model.ts";
import type { Demand } from "../conflict/facts.ts";

/** What `wheelhouse why <package> --json` prints: for each target why a package is there, and why in this version. */
export interface WhyAnswer {
  readonly question: "why";
  /** Normalised. */
  readonly package: string;
  readonly targets: readonly WhyTarget[];
}

export type WhyTarget =
  | WhyTaken
  /** Nothing that is taken asks for it. */
  | {
      readonly target: string;
      readonly kind: "not-needed";
      /** Who names it all the same, and why that does not count. */
      readonly dormant: readonly DormantDemand[];
      readonly notes: readonly string[];
    }
  | Undecided;

export interface WhyTaken {
  readonly target: string;
  readonly kind: "taken";
  /** Null for a URL that tells no version. */
  readonly version: string | null;
  readonly url: string | null;
  readonly extras: readonly string[];
  /** One for each of the user's lines that lead to it, the shortest way. */
  readonly chains: readonly WhyChain[];
  /** Everybody who asks for it or limits it: lines, constraints, packages that are taken. */
  readonly demands: readonly Demand[];
  /** The versions above it, newest first, with why each was not taken. */
  readonly newer: readonly NewerVersions[];
  /** What the answer rests on without knowing it. */
  readonly notes: readonly string[];
}

export interface WhyChain {
  readonly line: Demand;
  /** Who needs what, from the package that the line names to the one that needs the package in question. */
  readonly steps: readonly Demand[];
}

export interface NewerVersions {
  /** Ascending. */
  readonly versions: readonly string[];
  /**
   * `ruled-out`: a demand does not take them · `conflict`: they fit every demand, and their own needs do not · `trade`: they
   * can be had when others become older · `unknown`: that was not found out. The others are facts of the index.
   */
  readonly reason:
    | "no-wheel"
    | "requires-python"
    | "yanked"
    | "prerelease"
    | "excluded"
    | "ruled-out"
    | "conflict"
    | "trade"
    | "unknown";
  /** One sentence. */
  readonly text: string;
  /** Of `ruled-out`. */
  readonly demands: readonly Demand[];
  /** Of `conflict`. */
  readonly explanation: ConflictExplanation | null;
}

export interface DormantDemand {
  readonly demand: Demand;
  /** `marker`: false on the target · `extra`: nobody asks for the extra · `constraint`: it only limits. */
  readonly because: "marker" | "extra" | "constraint";
  /** The marker, or the name of the extra; null for a constraint. */
  readonly condition: string | null;
}

/** What `wheelhouse why-not <requirement> --json` prints: for each target what a version would come to. */
export interface WhyNotAnswer {
  readonly question: "why-not";
  readonly requirement: string;
  readonly targets: readonly WhyNotTarget[];
}

export type WhyNotTarget =
  /** It is what is taken anyway. */
  | { readonly target: string; readonly kind: "taken"; readonly version: string; readonly notes: readonly string[] }
  | {
      readonly target: string;
      readonly kind: "possible";
      readonly version: string;
      /** What else is taken then; `from` null: new, `to` null: no longer needed. */
      readonly changes: readonly FixChange[];
      readonly notes: readonly string[];
    }
  | {
      readonly target: string;
      readonly kind: "impossible";
      readonly conflicts: readonly ConflictExplanation[];
    }
  /** There is no such version, or no such project. */
  | {
      readonly target: string;
      readonly kind: "absent";
      readonly text: string;
      /** The versions on both sides of the one that was asked for, else the newest; ascending. */
      readonly nearest: readonly string[];
    }
  /** Its own marker is false on the target, so it asks for nothing. */
  | { readonly target: string; readonly kind: "not-meant"; readonly marker: string }
  | Undecided;

export interface Undecided {
  readonly target: string;
  readonly kind: "undecided";
  readonly reason: string;
  /** When the user's own lines cannot hold together, with or without what was asked. */
  readonly conflicts: readonly ConflictExplanation[];
}

/** Whether every target has an answer. */
export function isAnswered({ targets }: WhyAnswer | WhyNotAnswer): boolean {
  return targets.every(({ kind }) => kind !== "undecided");
}
