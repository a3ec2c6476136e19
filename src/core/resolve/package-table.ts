import type { Requirement } from "../pep/requirement.ts";
import type { BitSet } from "./bit-set.ts";
import type { Candidate } from "./candidate.ts";
import { UNKNOWN_CANDIDATE } from "./candidate.ts";
import { listCandidates } from "./list-candidates.ts";
import type { PackageNode } from "./package-node.ts";
import type { Situation } from "./situation.ts";
import type { SourceCache } from "./source-cache.ts";
import { judgeUrl } from "./url-candidate.ts";
import { type VersionStates, versionStates } from "./version-states.ts";
import type { Wishes } from "./wishes.ts";

/** All packages and extras that the search has met, in the order in which it met them. */
export class PackageTable {
  readonly #cache: SourceCache;
  readonly #situation: Situation;
  readonly #wishes: Wishes;
  /** URLs that anybody wants a project from. */
  readonly #urls: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #packages = new Map<string, PackageNode>();
  readonly #extras = new Map<PackageNode, Map<string, PackageNode>>();
  readonly #states = new Map<PackageNode, VersionStates>();
  #count = 0;

  constructor(
    cache: SourceCache,
    situation: Situation,
    wishes: Wishes,
    urls: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.#cache = cache;
    this.#situation = situation;
    this.#wishes = wishes;
    this.#urls = urls;
  }

  /** Whether pre-releases are versions like others. */
  get allowsPrereleases(): boolean {
    return this.#situation.policy.prereleases === "allow";
  }

  get hasExtras(): boolean {
    return this.#extras.size > 0;
  }

  find(name: string): PackageNode | undefined {
    return this.#packages.get(name);
  }

  packages(): Iterable<PackageNode> {
    return this.#packages.values();
  }

  /** Packages and extras. */
  *nodes(): Iterable<PackageNode> {
    for (const node of this.packages()) {
      yield node;
      yield* this.extrasOf(node);
    }
  }

  extrasOf(node: PackageNode): Iterable<PackageNode> {
    return this.#extras.get(node)?.values() ?? [];
  }

  /** Its versions were asked before. */
  addPackage(name: string): PackageNode {
    const candidates = this.#candidates(name);
    const node = { index: this.#count++, name, extra: null, size: candidates.length + 1, candidates };
    this.#packages.set(name, node);
    this.#states.set(node, versionStates(candidates, this.#situation.policy.tool));
    return node;
  }

  findExtra(node: PackageNode, extra: string): PackageNode | undefined {
    return this.#extras.get(node)?.get(extra);
  }

  addExtra(node: PackageNode, extra: string): PackageNode {
    const added = { index: this.#count++, name: node.name, extra, size: 2, candidates: [] };
    const extras = this.#extras.get(node) ?? new Map<string, PackageNode>();
    this.#extras.set(node, extras.set(extra, added));
    return added;
  }

  /** The versions that a requirement accepts, by its specifiers or URL alone. */
  accepted(node: PackageNode, requirement: Requirement): BitSet {
    return this.#statesOf(node).accepted(requirement);
  }

  /** All other states. */
  refused(node: PackageNode, requirement: Requirement): BitSet {
    return this.#statesOf(node).refused(requirement);
  }

  #statesOf(node: PackageNode): VersionStates {
    const states = this.#states.get(node);
    if (states === undefined) throw new Error(`${node.name} is not in the table`);
    return states;
  }

  #candidates(name: string): readonly Candidate[] {
    const answer = this.#cache.versions(name);
    const urls = [...(this.#urls.get(name) ?? [])].map((url) => judgeUrl(name, url, this.#situation));
    if (answer?.state === "absent") return urls;
    if (answer?.state !== "known") return [...urls, ...(urls.length === 0 ? [UNKNOWN_CANDIDATE] : [])];
    const listed = listCandidates(answer, this.#situation, this.#wishes);
    return urls.length === 0 ? listed : [...listed, ...urls];
  }
}
