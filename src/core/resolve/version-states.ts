import type { Requirement } from "../pep/requirement.ts";
import { specifierSetToRange } from "../pep/specifier-range.ts";
import type { Version } from "../pep/version.ts";
import { compareVersions, parseVersion } from "../pep/version.ts";
import { isBehind } from "../pep/version-bound.ts";
import { contains, type VersionRange } from "../pep/version-range.ts";
import type { BitSet } from "./bit-set.ts";
import { add, emptySet } from "./bit-set.ts";
import type { PackageNode } from "./package-node.ts";

/** Which states of a package a requirement accepts. Asked often, so each specifier is looked up once. */
export class VersionStates {
  readonly #node: PackageNode;
  /** Versions of the index, ascending, with their states. */
  readonly #sorted: readonly { readonly version: Version; readonly state: number }[];
  readonly #isWritten: (version: Version, literal: string) => boolean;
  readonly #known = new Map<string, BitSet>();

  /** @param tool behind `===` pip compares texts (PEP 440), uv versions */
  constructor(node: PackageNode, tool: "pip" | "uv") {
    this.#node = node;
    this.#isWritten = tool === "uv" ? isVersion : isText;
    this.#sorted = node.candidates
      .flatMap(({ version, url }, index) => (version === null || url !== null ? [] : [{ version, state: index + 1 }]))
      .sort((a, b) => compareVersions(a.version, b.version));
  }

  accepted({ specifiers, url }: Requirement): BitSet {
    const key = url === null ? specifiers.canonical : `@ ${url}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { range, literals } = specifierSetToRange(specifiers);
    const states = url === null ? this.#inRange(range, literals) : this.#ofUrl(url);
    this.#known.set(key, states);
    return states;
  }

  #ofUrl(url: string): BitSet {
    const states = emptySet(this.#node.size);
    this.#node.candidates.forEach((candidate, index) => {
      if (candidate.url === url || candidate.isUnknown) add(states, index + 1);
    });
    return states;
  }

  #inRange(range: VersionRange, literals: readonly string[]): BitSet {
    const states = emptySet(this.#node.size);
    const edges = [0, ...range.bounds.map((bound) => this.#firstBehind(bound)), this.#sorted.length];
    for (let index = range.fromStart ? 0 : 1; index + 1 < edges.length; index += 2) {
      for (const { version, state } of this.#sorted.slice(edges[index], edges[index + 1])) {
        if (literals.every((literal) => this.#isWritten(version, literal))) add(states, state);
      }
    }
    this.#node.candidates.forEach(({ version, url, isUnknown }, index) => {
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
