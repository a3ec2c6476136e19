import { evaluateMarker, type MarkerEnvironment } from "../../../src/core/pep/marker.ts";
import { parseRequirement, type Requirement } from "../../../src/core/pep/requirement.ts";
import { parseSpecifierSet, specifierSetContains } from "../../../src/core/pep/specifier.ts";
import { parseVersion, type Version } from "../../../src/core/pep/version.ts";
import type { Universe, UniverseVersion } from "../../../src/core/resolve/universe.ts";

/** What is asked of a universe. */
export interface BruteProblem extends Universe {
  readonly requires: readonly string[];
  readonly constraints: readonly string[];
  readonly tool: "pip" | "uv";
  /** True: pre-releases are versions like others. */
  readonly prereleases?: boolean;
}

/** The one requirement that is none: it stands for all that make an installer pass over a version. */
export const BROKEN = "a >=1.x";

/** Version by name. */
export type Choice = Readonly<Record<string, string>>;

/**
 * Tries every version of every package that is needed. No other idea in it: it only says what a solution is, so it can
 * be compared with a solver that finds one.
 */
export class BruteForce {
  readonly #problem: BruteProblem;
  readonly #environment: MarkerEnvironment;
  readonly #requirements = new Map<string, Requirement>();
  readonly #versions = new Map<string, Version>();
  readonly #requires: readonly Requirement[];
  readonly #constraints: readonly Requirement[];
  readonly #fitting: readonly string[];

  /** @param fitting tags, as the universe writes them, of wheels that fit this machine */
  constructor(problem: BruteProblem, environment: MarkerEnvironment, fitting: readonly string[] = ["py3-none-any"]) {
    this.#problem = problem;
    this.#environment = environment;
    this.#fitting = fitting;
    this.#requires = problem.requires.map((text) => this.#requirement(text)).filter((one) => this.#holds(one, null));
    this.#constraints = problem.constraints
      .map((text) => this.#requirement(text))
      .filter((one) => this.#holds(one, null));
  }

  find(): Choice | null {
    for (const found of this.all({})) return found;
    return null;
  }

  /** Null when the choice is a solution and holds nothing that is not needed, else what is wrong with it. */
  whatIsWrong(choice: Choice): string | null {
    const active = this.#active(choice);
    const wanted = new Set(active.map(({ name }) => name as string));
    const missing = [...wanted].find((name) => choice[name] === undefined);
    if (missing !== undefined) return `${missing} is missing`;
    const needless = Object.keys(choice).find((name) => !wanted.has(name));
    if (needless !== undefined) return `nobody needs ${needless}`;
    const refused = active.find((one) => !this.#accepts(one, choice));
    if (refused !== undefined) return `${refused.canonical} is not met`;
    const limited = this.#constraints.find((one) => choice[one.name] !== undefined && !this.#accepts(one, choice));
    if (limited !== undefined) return `the constraint ${limited.canonical} is not met`;
    return this.#whatIsClosed(choice);
  }

  /** Installers choose one package after the other: what asks for a pre-release must be there before it. */
  #whatIsClosed(choice: Choice): string | null {
    const taken: Record<string, string> = {};
    for (;;) {
      const active = this.#active(taken);
      const waiting = active.map(({ name }) => name).filter((name) => taken[name] === undefined);
      const next = waiting.find((name) => this.#mayBeTaken(name, choice, active));
      if (next !== undefined) taken[next] = choice[next] ?? "";
      else if (waiting.length === 0) return null;
      else return `${waiting[0]} ${choice[waiting[0] ?? ""]} may not be taken`;
    }
  }

  /** Every solution in which the packages that are fixed have the version that they are fixed to. */
  *all(fixed: Choice, choice: Choice = {}): Generator<Choice> {
    const active = this.#active(choice);
    if (active.some((one) => choice[one.name] !== undefined && !this.#accepts(one, choice))) return;
    const next = active.find(({ name }) => choice[name] === undefined);
    if (next === undefined) {
      if (this.whatIsWrong(choice) === null) yield choice;
      return;
    }
    const only = fixed[next.name];
    for (const version of only === undefined ? Object.keys(this.#problem.packages[next.name] ?? {}) : [only]) {
      yield* this.all(fixed, { ...choice, [next.name]: version });
    }
  }

  /** Every requirement that holds, of the lines and of what is chosen, extras included. */
  #active(choice: Choice): readonly Requirement[] {
    const active = [...this.#requires];
    const done = new Set<string>();
    for (let at = 0; at < active.length; at += 1) {
      const { name = "", extras = [] } = active[at] ?? {};
      const version = choice[name];
      if (version === undefined) continue;
      for (const extra of [null, ...extras]) {
        const key = `${name} ${extra ?? ""}`;
        if (done.has(key)) continue;
        done.add(key);
        const lines = this.#offer(name, version).requires.filter((text) => text !== BROKEN);
        const requires = lines.map((text) => this.#requirement(text));
        active.push(...requires.filter((one) => this.#holds(one, extra)));
      }
    }
    return active;
  }

  #holds({ marker }: Requirement, extra: string | null): boolean {
    return marker === null || evaluateMarker(marker, this.#environment, extra === null ? [] : [extra]);
  }

  #accepts({ name, specifiers }: Requirement, choice: Choice): boolean {
    return specifierSetContains(specifiers, this.#version(choice[name] ?? ""));
  }

  #mayBeTaken(name: string, choice: Choice, active: readonly Requirement[]): boolean {
    const version = choice[name] ?? "";
    const mine = [...active, ...this.#constraints].filter((one) => one.name === name);
    const offer = this.#offer(name, version);
    if (!this.#fits(offer) || offer.requires.includes(BROKEN)) return false;
    return this.#problem.tool === "pip" ? this.#byPip(name, version, mine) : this.#byUv(name, version);
  }

  /** pip, `factory.py`, `_iter_found_candidates`. */
  #byPip(name: string, version: string, mine: readonly Requirement[]): boolean {
    const accepted = Object.keys(this.#problem.packages[name] ?? {}).filter(
      (one) =>
        this.#fits(this.#offer(name, one)) &&
        mine.every(({ specifiers }) => specifierSetContains(specifiers, this.#version(one))),
    );
    const finals = accepted.filter((one) => !this.#version(one).isPrerelease);
    const isNamed = mine.some(namesPrerelease) || this.#problem.prereleases === true;
    const applicable = isNamed || finals.length === 0 ? accepted : finals;
    const allYanked = applicable.every((one) => isYanked(this.#offer(name, one)));
    const takeable =
      mine.some(isPinned) && allYanked ? applicable : applicable.filter((one) => !isYanked(this.#offer(name, one)));
    return takeable.includes(version);
  }

  /** uv: a yanked version where the user's own lines pin it; a pre-release where nothing else will do. */
  #byUv(name: string, version: string): boolean {
    const lines = [...this.#requires, ...this.#constraints].filter((one) => one.name === name);
    const pinned = lines.some((one) => isPinned(one) && specifierSetContains(one.specifiers, this.#version(version)));
    return !isYanked(this.#offer(name, version)) || pinned;
  }

  #fits({ wheelTags, sdist, requiresPython }: UniverseVersion): boolean {
    if (requiresPython !== undefined && !this.#allowsPython(requiresPython)) return false;
    return sdist || wheelTags.some((tag) => this.#fitting.includes(tag));
  }

  #allowsPython(text: string): boolean {
    const set = parseSpecifierSet(text);
    return set.ok && specifierSetContains(set.value, this.#version(this.#environment.python_full_version));
  }

  #offer(name: string, version: string): UniverseVersion {
    const offer = this.#problem.packages[name]?.[version];
    if (offer === undefined) throw new Error(`there is no ${name} ${version}`);
    return offer;
  }

  #requirement(text: string): Requirement {
    const known = this.#requirements.get(text);
    if (known !== undefined) return known;
    const read = parseRequirement(text);
    if (!read.ok) throw new Error(`${text} is no requirement`);
    this.#requirements.set(text, read.value);
    return read.value;
  }

  #version(text: string): Version {
    const known = this.#versions.get(text);
    if (known !== undefined) return known;
    const read = parseVersion(text);
    if (!read.ok) throw new Error(`${text} is no version`);
    this.#versions.set(text, read.value);
    return read.value;
  }
}

function isYanked({ yanked }: UniverseVersion): boolean {
  return yanked !== undefined && yanked !== false;
}

function isPinned({ specifiers }: Requirement): boolean {
  return specifiers.specifiers.some(({ operator, wildcard }) => operator === "==" && !wildcard);
}

function namesPrerelease({ specifiers }: Requirement): boolean {
  return specifiers.specifiers.some(({ operator, version }) => operator !== "!=" && version?.isPrerelease === true);
}
