import type { Requirement } from "../pep/requirement.ts";
import type { Version } from "../pep/version.ts";
import type { Target } from "../target/target.ts";
import type { MetadataFlaw } from "./flawed-metadata.ts";

/**
 * What the solver must ask for. Both questions come in batches, ahead of need, so that whoever answers can ask an index
 * for many at once. Answers must not change during a run.
 */
export interface MetadataSource {
  /** All versions of each project, in any order. */
  versions(names: readonly string[]): Promise<readonly VersionsAnswer[]>;
  /** What one version of a project needs, as its file for this target says. */
  requirements(wanted: readonly WantedMetadata[], target: Target): Promise<readonly MetadataAnswer[]>;
}

export interface WantedMetadata {
  /** Normalised. */
  readonly name: string;
  /** Null for a URL that does not tell it. */
  readonly version: Version | null;
  /** What stands behind `@` in the requirement, as written; null for a version of the index. */
  readonly url: string | null;
}

export type VersionsAnswer =
  | { readonly name: string; readonly state: "known"; readonly versions: readonly AvailableVersion[] }
  | { readonly name: string; readonly state: "absent" }
  /** Nothing can be said: the index did not answer, or wants credentials. */
  | { readonly name: string; readonly state: "unknown"; readonly reason: string };

export interface AvailableVersion {
  readonly version: Version;
  readonly requiresPython: string | null;
  /** The reason, "" when none was given; null when the version is not yanked. */
  readonly yanked: string | null;
  /** Expanded tags of each wheel. */
  readonly wheels: readonly (readonly string[])[];
  readonly hasSdist: boolean;
  /** ISO 8601, the earliest of its files; null when the index does not say. */
  readonly uploadTime: string | null;
}

/** Answers may come in any order: they are told apart by name and `url`, else by name and `version`. */
export type MetadataAnswer =
  | {
      readonly name: string;
      /** Of a URL: what its metadata says, where the question does not say it. */
      readonly version: Version | null;
      readonly url?: string | null;
      readonly state: "known";
      readonly requires: readonly Requirement[];
      /** Its lines that are no requirement, as written; absent: none. What they come to: `flawed-metadata.ts`. */
      readonly broken?: readonly string[];
      readonly extras: readonly string[];
      readonly requiresPython: string | null;
      /** Where it was read: a sentence such as `METADATA of numpy-2.1.0-….whl`. */
      readonly evidence: string | null;
    }
  | {
      readonly name: string;
      readonly version: Version | null;
      readonly url?: string | null;
      readonly state: "unknown";
      readonly reason: string;
      /** Where the file that an installer would take has metadata, and this is wrong with it. */
      readonly flaw?: MetadataFlaw;
    };
