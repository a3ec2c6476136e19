import type { Version } from "../pep/version.ts";
import type { Resolution, ResolveProblem } from "../resolve/problem.ts";
import { resolve } from "../resolve/resolve.ts";
import { makeSituation, type Situation } from "../resolve/situation.ts";
import type { AvailableVersion, MetadataSource } from "../resolve/source.ts";
import { SourceCache } from "../resolve/source-cache.ts";

/** Only these versions of a project are there, by normal form. */
export interface Narrowing {
  readonly name: string;
  readonly versions: ReadonlySet<string>;
}

/** One attempt may use so much of what is left, so that a single hard one does not end the search. */
const SHARE = 8;

/** Solves changed problems over answers that are asked for once, within one budget of steps. */
export class Prober {
  readonly #cache: SourceCache;
  /** With more indexes, by their addresses. */
  readonly #caches = new Map<string, SourceCache>();
  readonly #sourceWith: ((indexes: readonly string[]) => MetadataSource) | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #steps: number;
  readonly #situations = new Map<string, Situation>();
  #left: number;

  constructor(
    source: MetadataSource,
    options: {
      readonly maxSteps: number;
      readonly signal: AbortSignal | undefined;
      readonly sourceWith?: ((indexes: readonly string[]) => MetadataSource) | undefined;
    },
  ) {
    this.#cache = new SourceCache(source);
    this.#signal = options.signal;
    this.#sourceWith = options.sourceWith;
    this.#steps = options.maxSteps;
    this.#left = options.maxSteps;
  }

  /** Whether problems with more indexes can be solved. */
  get knowsOtherIndexes(): boolean {
    return this.#sourceWith !== undefined;
  }

  /** The part of the budget that is used up, from 0 to 1. */
  get spent(): number {
    return this.#signal?.aborted === true ? 1 : 1 - Math.max(0, this.#left) / this.#steps;
  }

  async solve(problem: ResolveProblem, narrowing?: Narrowing): Promise<Resolution> {
    const share = Math.ceil(this.#left / SHARE);
    const budget = { left: share };
    const signal = this.#signal === undefined ? {} : { signal: this.#signal };
    const resolution = await resolve(problem, this.#source(this.#cacheFor(problem), narrowing), { budget, ...signal });
    // An attempt costs at least one step, so that the search ends.
    this.#left -= Math.max(1, share - Math.max(0, budget.left));
    return resolution;
  }

  async holds(problem: ResolveProblem, narrowing?: Narrowing): Promise<boolean> {
    return holds(await this.solve(problem, narrowing));
  }

  /** In any order; none where nothing is known. `problem`: also of its own indexes. */
  async versionsOf(name: string, problem?: ResolveProblem): Promise<readonly AvailableVersion[]> {
    const cache = this.#cacheFor(problem);
    await cache.askVersions([name]);
    const answer = cache.versions(name);
    return answer?.state === "known" ? answer.versions : [];
  }

  /** Of each target of the problem: what files and Pythons fit there. */
  situations(problem: ResolveProblem): readonly Situation[] {
    return problem.targets.map((target) => {
      const known = this.#situations.get(target.id) ?? makeSituation(problem, target);
      this.#situations.set(target.id, known);
      return { ...known, policy: problem.policy };
    });
  }

  #cacheFor(problem: ResolveProblem | undefined): SourceCache {
    const indexes = problem?.extraIndexes ?? [];
    if (indexes.length === 0 || this.#sourceWith === undefined) return this.#cache;
    const key = indexes.join(" ");
    const known = this.#caches.get(key) ?? new SourceCache(this.#sourceWith(indexes));
    this.#caches.set(key, known);
    return known;
  }

  #source(cache: SourceCache, narrowing: Narrowing | undefined): MetadataSource {
    return {
      versions: async (names) => {
        await cache.askVersions(names);
        return names.flatMap((name) => {
          const answer = cache.versions(name);
          if (answer === undefined) return [];
          if (answer.state !== "known" || narrowing?.name !== name) return [answer];
          const isLeft = ({ version }: { version: Version }) => narrowing.versions.has(version.normalized);
          return [{ ...answer, versions: answer.versions.filter(isLeft) }];
        });
      },
      requirements: async (wanted, target) => {
        await cache.askMetadata(wanted, target);
        return wanted.flatMap((one) => cache.metadata(one, target) ?? []);
      },
    };
  }
}

/** What an index does not say about a project counts as no obstacle; an attempt that was cut short says nothing. */
export function holds(resolution: Resolution): boolean {
  return resolution.kind === "solved" || (resolution.kind === "incomplete" && resolution.unknown.length > 0);
}
