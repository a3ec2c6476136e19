import type { Place } from "../report/model.ts";

/**
 * Why requirements cannot hold together, as PubGrub derived it: each node follows from its two causes, leaves are facts.
 * Serialisable.
 */
export type ConflictTree =
  | { readonly kind: "derived"; readonly text: string; readonly causes: readonly [ConflictTree, ConflictTree] }
  | { readonly kind: "fact"; readonly fact: ConflictFact };

export type ConflictFact =
  /** A line of the user's. */
  | {
      readonly kind: "requested" | "constraint";
      readonly requirement: string;
      readonly name: string;
      readonly place: Place | null;
      /** Where it stands, as far as a log says, when `place` is null; absent: on the command line. */
      readonly where?: string;
    }
  /** A package's metadata. */
  | {
      readonly kind: "depends";
      readonly name: string;
      readonly versions: string;
      readonly requirement: string;
      readonly on: string;
      /** Every requirement of it, where those of several versions are told as one (`mergeFacts`). */
      readonly wishes?: readonly string[];
    }
  /** No version in this range exists, or none that may be taken, and why not. */
  | {
      readonly kind: "no-versions";
      readonly name: string;
      readonly range: string;
      readonly reason:
        | "absent"
        | "none-in-range"
        | "no-wheel"
        | "requires-python"
        | "yanked"
        | "prerelease"
        | "excluded"
        | "unknown"
        /** The installer passes over a version with such metadata: `detail` begins with `skipped by pip`. */
        | "invalid-metadata"
        /** An installer says so: `detail` is the whole statement. */
        | "told";
      readonly detail: string;
    };
