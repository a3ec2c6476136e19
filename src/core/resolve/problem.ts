import type { Requirement } from "../pep/requirement.ts";
import type { Version } from "../pep/version.ts";
import type { Place } from "../report/model.ts";
import type { TagRules, Target } from "../target/target.ts";
import type { ConflictTree } from "./conflict-tree.ts";

/** What is to be solved. Markers are evaluated by the solver, for each target on its own. */
export interface ResolveProblem {
  readonly requirements: readonly RootRequirement[];
  /** They limit whatever is pulled in, and pull in nothing themselves. */
  readonly constraints: readonly RootRequirement[];
  readonly targets: readonly Target[];
  readonly policy: ResolvePolicy;
  /** Indexes beside those that the source stands for, by address: whoever looks for fixes gives the solver their source. */
  readonly extraIndexes?: readonly string[];
}

export interface RootRequirement {
  readonly requirement: Requirement;
  /** Null: asked for on the command line, beside the files. */
  readonly place: Place | null;
}

export interface ResolvePolicy {
  /** Whose rules hold for pre-releases, yanked versions and tags. */
  readonly tool: "pip" | "uv";
  readonly rules: TagRules;
  /** `if-necessary`: only where nothing else fits or a specifier names one · `allow`: always · `disallow`: never. */
  readonly prereleases: "if-necessary" | "allow" | "disallow";
  /** Whether a version without a fitting wheel may be taken, by normalised name (`--only-binary`, `--no-binary`). */
  readonly sourceIsAllowed: (name: string) => boolean;
  readonly wheelIsAllowed: (name: string) => boolean;
  readonly preferBinary: boolean;
  /** ISO 8601: later uploads do not exist; null: all do. */
  readonly excludeNewer: string | null;
  /** Versions to try before all others, in their order, by normalised name (an existing lock). They bind nobody. */
  readonly prefer: ReadonlyMap<string, Version | readonly Version[]>;
}

export type Resolution =
  /** Pins by target id, dependencies before dependents where there is no cycle. */
  | {
      readonly kind: "solved";
      readonly pins: ReadonlyMap<string, readonly Pin[]>;
      /**
       * By target id, where only versions of which it is not known what they need made it hold: why those whose needs are
       * known cannot hold together.
       */
      readonly doubts: ReadonlyMap<string, ConflictTree>;
    }
  | { readonly kind: "conflict"; readonly target: string; readonly conflicts: readonly ConflictTree[] }
  /** It could not be decided: what is unknown, and why. `pins` is what is known so far. */
  | {
      readonly kind: "incomplete";
      readonly target: string;
      readonly reason: string;
      readonly unknown: readonly { readonly name: string; readonly version: string | null; readonly reason: string }[];
      readonly pins: ReadonlyMap<string, readonly Pin[]>;
    };

export interface Pin {
  /** Normalised. */
  readonly name: string;
  /** Null for a URL that tells no version. */
  readonly version: Version | null;
  /** For a direct reference what stands behind `@`, as written; null for a version of the index. */
  readonly url: string | null;
  /** Extras that are asked of it, normalised and sorted. */
  readonly extras: readonly string[];
  /** Normalised names of the packages that it needs on this target, sorted. */
  readonly needs: readonly string[];
  /** The user's lines that ask for it. */
  readonly places: readonly Place[];
  /** False when what it needs could not be read: then `needs` is empty and says nothing. */
  readonly known: boolean;
  /** Versions that would have been taken before it, and are not because of their metadata: `skipped by pip: …`. Absent: none. */
  readonly passedOver?: readonly { readonly version: string; readonly reason: string }[];
}
