import type { Requirement } from "../pep/requirement.ts";
import type { BitSet } from "./bit-set.ts";
import { complement, fullSet, intersect, isEmpty, isFull, union } from "./bit-set.ts";
import type { Unavailable } from "./candidate.ts";
import type { PackageNode } from "./package-node.ts";
import type { RootRequirement } from "./problem.ts";

/**
 * "The state of this package is one of these." State 0 is "not installed", so `{foo ∈ {0, …}}` is what PubGrub writes as
 * a negative term, and intersection, union and complement of terms are those of sets.
 */
export interface Term {
  readonly node: PackageNode;
  readonly states: BitSet;
}

/** Terms that never hold all at once (PubGrub). No node occurs twice; a node whose state does not matter not at all. */
export interface Incompatibility {
  readonly terms: readonly Term[];
  readonly cause: Cause;
  /** Cache of the propagation: it cannot hold as long as the decisions up to this level stand. */
  contradictedAt: number;
  /** Of the watch list: its place among all, and whether nobody has looked at it yet. */
  order: number;
  isFresh: boolean;
}

export type Cause =
  | { readonly kind: "requested" | "constraint"; readonly root: RootRequirement; readonly on: PackageNode }
  | {
      readonly kind: "depends";
      readonly node: PackageNode;
      readonly state: number;
      readonly requirement: Requirement;
      readonly on: PackageNode;
    }
  /** These versions of the node exist and may not be taken. */
  | { readonly kind: "unavailable"; readonly node: PackageNode; readonly reason: Unavailable }
  /** The state of everything that was decided when nothing could be taken: no line, only a dead end of the search. */
  | {
      readonly kind: "derived";
      readonly causes: readonly [Incompatibility, Incompatibility];
      /** The node by which the two were joined. */
      readonly on: PackageNode;
    };

/** Null when the terms can never hold all at once anyway: then nothing is said. */
export function makeIncompatibility(terms: readonly Term[], cause: Cause): Incompatibility | null {
  const merged = terms.length < 2 || areOfTwo(terms) ? terms : mergeTerms(terms);
  if (merged.some(({ states }) => isEmpty(states))) return null;
  const kept = merged.filter(({ node, states }) => !isFull(states, node.size));
  return { terms: kept, cause, contradictedAt: NEVER, order: 0, isFresh: false };
}

/** As in most of what metadata says. */
function areOfTwo([first, second, ...more]: readonly Term[]): boolean {
  return more.length === 0 && first?.node !== second?.node;
}

/** One term for each node. */
function mergeTerms(terms: readonly Term[]): readonly Term[] {
  const byNode = new Map<PackageNode, Term>();
  for (const term of terms) {
    const { node, states } = term;
    const before = byNode.get(node);
    byNode.set(node, before === undefined ? term : { node, states: intersect(before.states, states) });
  }
  return [...byNode.values()];
}

/** What follows from two incompatibilities that speak of one node from both sides (the rule of resolution). */
export function join(a: Incompatibility, b: Incompatibility, on: PackageNode): Incompatibility {
  const states = union(statesOf(a, on), statesOf(b, on));
  const others = [...a.terms, ...b.terms].filter(({ node }) => node !== on);
  const joined = makeIncompatibility([...others, { node: on, states }], { kind: "derived", causes: [a, b], on });
  if (joined === null) throw new Error("two incompatibilities were joined that exclude nothing together");
  return joined;
}

export function complementOf(node: PackageNode, states: BitSet): BitSet {
  return complement(states, node.size);
}

/** What an incompatibility says of a node; all states when it says nothing. */
export function statesOf(incompatibility: Incompatibility, node: PackageNode): BitSet {
  return incompatibility.terms.find((term) => term.node === node)?.states ?? fullSet(node.size);
}

/** A level that is never reached. */
export const NEVER = Number.POSITIVE_INFINITY;
