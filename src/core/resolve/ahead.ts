import { membersOf } from "./bit-set.ts";
import type { DependencyReader } from "./dependencies.ts";
import type { PackageNode } from "./package-node.ts";
import type { PackageTable } from "./package-table.ts";
import type { PartialSolution } from "./partial-solution.ts";
import type { Situation } from "./situation.ts";
import type { SourceCache } from "./source-cache.ts";

/** A version of a package, by its state. */
export interface Version {
  readonly node: PackageNode;
  readonly state: number;
}

/** The most versions of one package that are asked for ahead. */
const MOST_TRIES = 32;

/**
 * Asks for what the next decision needs, and in the same batch for what the decisions behind it will probably need: the
 * version that would be taken of every package that waits, and, of a package that was tried before, more and more of its versions.
 */
export class Ahead {
  readonly #table: PackageTable;
  readonly #dependencies: DependencyReader;
  readonly #cache: SourceCache;
  readonly #situation: Situation;
  readonly #tries = new Map<PackageNode, number>();

  constructor(table: PackageTable, dependencies: DependencyReader, cache: SourceCache, situation: Situation) {
    this.#table = table;
    this.#dependencies = dependencies;
    this.#cache = cache;
    this.#situation = situation;
  }

  /** Afterwards the version's metadata and the versions of all that it needs are known, or known to be unknown. */
  async prepare(
    node: PackageNode,
    state: number,
    pending: () => readonly Version[],
    solution: PartialSolution,
  ): Promise<void> {
    const tries = this.#tries.get(node) ?? 0;
    this.#tries.set(node, tries + 1);
    const wanted = { node, state };
    if (this.#isReady(wanted)) return;
    const next = membersOf(solution.left(node)).filter((other) => other > state);
    const more =
      tries < 2 ? [] : next.slice(0, Math.min(2 ** tries, MOST_TRIES)).map((other) => ({ node, state: other }));
    const waiting = pending().filter((other) => other.node !== node);
    const likely = [wanted, ...waiting, ...more];
    if (this.#unasked(wanted)) {
      const questions = likely.flatMap((one) => this.#unasked(one) ?? []);
      await this.#cache.askMetadata(questions, this.#situation.target);
    }
    if (!this.#isReady(wanted)) await this.#cache.askVersions([wanted, ...waiting].flatMap((one) => this.#names(one)));
  }

  #isReady(version: Version): boolean {
    return this.#unasked(version) === null && this.#names(version).length === 0;
  }

  #unasked({ node, state }: Version) {
    const read = this.#dependencies.read(node, state, null);
    return read.state === "unasked" ? read.wanted : null;
  }

  /** Names of projects that the version needs and whose versions were not asked yet. */
  #names({ node, state }: Version): readonly string[] {
    const extras = [null, ...[...this.#table.extrasOf(node)].map(({ extra }) => extra)];
    return extras.flatMap((extra) => {
      const read = this.#dependencies.read(node, state, extra);
      const requires = read.state === "known" ? read.requires : [];
      return requires.flatMap(({ name }) => (this.#cache.versions(name) === undefined ? [name] : []));
    });
  }
}
