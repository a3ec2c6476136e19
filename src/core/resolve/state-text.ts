import { compareVersions } from "../pep/version.ts";
import type { BitSet } from "./bit-set.ts";
import { has, membersOf } from "./bit-set.ts";
import { candidateOf, NOT_INSTALLED, type PackageNode } from "./package-node.ts";

/** More runs of versions than this are not listed one by one. */
const MOST_RUNS = 3;

/** Versions for people: `1.0`, `1.0 to 1.4`, `1.0, 2.0 to 2.3`; only versions that exist are named, ascending. */
export function statesText(node: PackageNode, states: BitSet): string {
  const sorted = sortedStates(node);
  const runs: { readonly first: number; last: number }[] = [];
  let isOpen = false;
  for (const state of sorted) {
    const isMember = has(states, state);
    const run = runs.at(-1);
    if (isMember && isOpen && run !== undefined) run.last = state;
    else if (isMember) runs.push({ first: state, last: state });
    isOpen = isMember;
  }
  const [oldest, newest] = [runs[0]?.first ?? 0, runs.at(-1)?.last ?? 0];
  if (runs.length <= MOST_RUNS) return runs.map(({ first, last }) => runText(node, first, last)).join(", ");
  const count = membersOf(states).filter((state) => state !== NOT_INSTALLED).length;
  return `${count} versions from ${nameOf(node, oldest)} to ${nameOf(node, newest)}`;
}

function runText(node: PackageNode, first: number, last: number): string {
  return first === last ? nameOf(node, first) : `${nameOf(node, first)} to ${nameOf(node, last)}`;
}

const offers = new WeakMap<PackageNode, string>();

/** All versions that the index has, oldest to newest; empty when it has none. */
export function offerText(node: PackageNode): string {
  const known = offers.get(node) ?? tellOffer(node);
  offers.set(node, known);
  return known;
}

function tellOffer(node: PackageNode): string {
  const sorted = sortedStates(node).filter((state) => candidateOf(node, state).url === null);
  const [oldest, newest] = [sorted[0], sorted.at(-1)];
  if (oldest === undefined || newest === undefined) return "";
  return runText(node, oldest, newest);
}

const orders = new WeakMap<PackageNode, readonly number[]>();

/** Oldest first. */
function sortedStates(node: PackageNode): readonly number[] {
  const known = orders.get(node) ?? sortStates(node);
  orders.set(node, known);
  return known;
}

function sortStates({ candidates }: PackageNode): readonly number[] {
  return candidates
    .map(({ version }, index) => ({ version, state: index + 1 }))
    .sort((a, b) => {
      if (a.version === null || b.version === null) return a.state - b.state;
      return compareVersions(a.version, b.version) || a.state - b.state;
    })
    .map(({ state }) => state);
}

function nameOf(node: PackageNode, state: number): string {
  const { version, key, isUnknown } = candidateOf(node, state);
  return version?.normalized ?? (isUnknown ? "an unknown version" : key);
}
