import { compareVersions } from "../pep/version.ts";
import type { BitSet } from "./bit-set.ts";
import { has, membersOf } from "./bit-set.ts";
import { candidateOf, NOT_INSTALLED, type PackageNode } from "./package-node.ts";

/** More runs of versions than this are not listed one by one. */
const MOST_RUNS = 3;

/** Versions for people: `1.0`, `1.0 to 1.4`, `1.0, 2.0 to 2.3`; only versions that exist are named, ascending. */
export function statesText(node: PackageNode, states: BitSet): string {
  const sorted = sortedStates(node);
  const runs: string[][] = [];
  let isOpen = false;
  for (const state of sorted) {
    const isMember = has(states, state);
    if (isMember && isOpen) runs.at(-1)?.push(nameOf(node, state));
    else if (isMember) runs.push([nameOf(node, state)]);
    isOpen = isMember;
  }
  const texts = runs.map((run) => (run.length === 1 ? run[0] : `${run[0]} to ${run.at(-1)}`));
  if (texts.length <= MOST_RUNS) return texts.join(", ");
  const count = membersOf(states).filter((state) => state !== NOT_INSTALLED).length;
  return `${count} versions from ${runs[0]?.[0]} to ${runs.at(-1)?.at(-1)}`;
}

/** All versions that the index has, oldest to newest; empty when it has none. */
export function offerText(node: PackageNode): string {
  const sorted = sortedStates(node).filter((state) => candidateOf(node, state).url === null);
  const [oldest, newest] = [sorted[0], sorted.at(-1)];
  if (oldest === undefined || newest === undefined) return "";
  const first = nameOf(node, oldest);
  return sorted.length === 1 ? first : `${first} to ${nameOf(node, newest)}`;
}

function sortedStates(node: PackageNode): readonly number[] {
  return node.candidates
    .map((candidate, index) => ({ candidate, state: index + 1 }))
    .sort((a, b) => {
      const [first, second] = [a.candidate.version, b.candidate.version];
      return first === null || second === null
        ? a.state - b.state
        : compareVersions(first, second) || a.state - b.state;
    })
    .map(({ state }) => state);
}

function nameOf(node: PackageNode, state: number): string {
  const { version, key, isUnknown } = candidateOf(node, state);
  return version?.normalized ?? (isUnknown ? "an unknown version" : key);
}
