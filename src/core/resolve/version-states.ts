import type { Requirement } from "../pep/requirement.ts";
import { specifierSetToRange } from "../pep/specifier-range.ts";
import type { Version } from "../pep/version.ts";
import { compareVersions, parseVersion } from "../pep/version.ts";
import { isBehind } from "../pep/version-bound.ts";
import { contains, type VersionRange } from "../pep/version-range.ts";
import type { BitSet } from "./bit-set.ts";
import { add, complement, emptySet } from "./bit-set.ts";
import type { Candidate } from "./candidate.ts";

const MEMORY = new WeakMap<readonly Candidate[], VersionStates>();

/** Those of candidates are made once. */
export function versionStates(candidates: readonly Candidate[], tool: "pip" | "uv"): VersionStates {
  const known = MEMORY.get(candidates) ?? new VersionStates(candidates, tool);
  MEMORY.set(candidates, known);
  return known;
}

/** Which states of a package a requirement accepts. Asked often, so each specifier is looked up once. */
export class VersionStates {
  readonly #candidates: readonly Candidate[];
  /** Versions of the index, ascending, with their states. */
  readonly #sorted: readonly { readonly version: Version; readonly state: number }[];
  readonly #isWritten: (version: Version, literal: string) => boolean;
  readonly #accepted = new Map<string, BitSet>();
  readonly #refused = new Map<BitSet, BitSet>();

  /** @param tool behind `===` pip compares texts (PEP 440), uv versions */
  constructor(candidates: readonly Candidate[], tool: "pip" | "uv") {
    this.#candidates = candidates;
    this.#isWritten = tool === "uv" ? isVersion : isText;
    this.#sorted = candidates
      .flatMap(({ version, url }, index) => (version === null || url !== null ? [] : [{ version, state: index + 1 }]))
      .sort((a, b) => compareVersions(a.version, b.version));
  }

  accepted({ specifiers, url }: Requirement): BitSet {
    const key = url === null ? specifiers.canonical : `@ ${url}`;
    const known = this.#accepted.get(key);
    if (known !== undefined) return known;
    const { range, literals } = specifierSetToRange(specifiers);
    const states = url === null ? this.#inRange(range, literals) : this.#ofUrl(url);
    this.#accepted.set(key, states);
    return states;
  }

  /** All other states, "not installed" among them. */
  refused(requirement: Requirement): BitSet {
    const accepted = this.accepted(requirement);
    const known = this.#refused.get(accepted) ?? complement(accepted, this.#candidates.length + 1);
    this.#refused.set(accepted, known);
    return known;
  }

  #ofUrl(url: string): BitSet {
    const states = emptySet(this.#candidates.length + 1);
    this.#candidates.forEach((candidate, index) => {
      if (candidate.url === url || candidate.isUnknown) add(states, index + 1);
    });
    return states;
  }

  #inRange(range: VersionRange, literals: readonly string[]): BitSet {
    const states = emptySet(this.#candidates.length + 1);
    const edges = [0, ...range.bounds.map((bound) => this.#firstBehind(bound)), this.#sorted.length];
    for (let index = range.fromStart ? 0 : 1; index + 1 < edges.length; index += 2) {
      for (const { version, state } of this.#sorted.slice(edges[index], edges[index + 1])) {
        if (literals.every((literal) => this.#isWritten(version, literal))) add(states, state);
      }
    }
    this.#candidates.forEach(({ version, url, isUnknown }, index) => {
      // Nothing is known against a version that is not known.
      const isAccepted = version === null ? url !== null || isUnknown : url !== null && contains(range, version);
      if (isAccepted) add(states, index + 1);
    });
    return states;
  }

  #firstBehind(bound: VersionRange["bounds"][number]): number {
    let from = 0;
    let to = this.#sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const version = this.#sorted[middle]?.version;
      if (version !== undefined && !isBehind(version, bound)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function isText(version: Version, literal: string): boolean {
  return version.normalized.toLowerCase() === literal;
}

function isVersion(version: Version, literal: string): boolean {
  const read = parseVersion(literal);
  return read.ok && compareVersions(version, read.value) === 0;
}
