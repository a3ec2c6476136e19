import type { Candidate } from "./candidate.ts";

/**
 * What can be installed or not. A package has the state 0 (not installed) and one for each version, the one to try first
 * is 1. An extra of a package has two states: not asked for, asked for.
 */
export interface PackageNode {
  /** In the order of discovery. */
  readonly index: number;
  /** Normalised. */
  readonly name: string;
  /** Null for the package itself. */
  readonly extra: string | null;
  /** Number of states. */
  readonly size: number;
  /** Of a package: `candidates[state - 1]`. Newest first, or in the order of preference. */
  readonly candidates: readonly Candidate[];
}

export const NOT_INSTALLED = 0;
/** The one other state of an extra. */
export const ASKED_FOR = 1;

export function candidateOf(node: PackageNode, state: number): Candidate {
  const candidate = node.candidates[state - 1];
  if (candidate === undefined) throw new RangeError(`${node.name} has no state ${state}`);
  return candidate;
}
