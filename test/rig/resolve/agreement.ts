import { parseRequirement } from "../../../src/core/pep/requirement.ts";
import { parseVersion, type Version } from "../../../src/core/pep/version.ts";
import { conflictFacts } from "../../../src/core/resolve/conflict-facts.ts";
import type { ConflictFact } from "../../../src/core/resolve/conflict-tree.ts";
import type { Pin, Resolution, ResolvePolicy } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import type { MetadataSource } from "../../../src/core/resolve/source.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import { makeRandom, type Random } from "../store/random.ts";
import { BROKEN, BruteForce, type BruteProblem, type Choice } from "./brute-force.ts";
import { problemOf, targetOf } from "./problem.ts";
import { type RandomProblem, randomProblem } from "./random-universe.ts";

const TARGET = targetOf({ platform: "linux/arm64", python: "3.12" });
const ENVIRONMENT = markerEnvironment(TARGET);

export interface Agreement {
  readonly conflicts: number;
  /** One sentence each; empty when all is well. */
  readonly failures: readonly string[];
}

/** Solves random problems and compares each with a search that tries everything; conflicts must rest on their facts alone. */
export async function compareWithBruteForce(count: number, seed: number): Promise<Agreement> {
  const random = makeRandom(seed);
  const failures: string[] = [];
  let conflicts = 0;
  for (let round = 0; round < count; round += 1) {
    const problem = round % EACH === 1 ? withBroken(randomProblem(random), random) : randomProblem(random);
    const resolution = await solve(problem, shuffled(sourceFromUniverse(problem), random));
    if (resolution.kind === "conflict") conflicts += 1;
    const failure =
      disagreement(problem, resolution) ??
      (await orderMatters(problem, resolution)) ??
      (round % EACH === 0 ? await locksMatter(problem, resolution, random) : null);
    if (failure !== null) failures.push(`round ${round} of seed ${seed}: ${failure}: ${JSON.stringify(problem)}`);
  }
  return { conflicts, failures };
}

function solve(problem: RandomProblem, source: MetadataSource, prefer: Prefer = new Map()): Promise<Resolution> {
  const { requires, constraints, tool, preferBinary } = problem;
  const policy = { tool, preferBinary, prefer };
  return resolve(problemOf(requires, { constraints, policy, targets: [TARGET] }), source);
}

type Prefer = ResolvePolicy["prefer"];

/** Of so many problems one is solved beside locks too, and one has versions with bad metadata. */
const EACH = 4;

function withBroken(problem: RandomProblem, random: Random): RandomProblem {
  const packages = Object.entries(problem.packages).map(([name, versions]) => {
    const offers = Object.entries(versions).map(([version, offer]) => {
      const requires = random.below(5) === 0 ? [...offer.requires, BROKEN] : offer.requires;
      return [version, { ...offer, requires }] as const;
    });
    return [name, Object.fromEntries(offers)] as const;
  });
  return { ...problem, packages: Object.fromEntries(packages) };
}

/**
 * Versions that are preferred never change the verdict, and what is found holds. Where they are a whole solution (the oldest
 * that there is), it is found and nothing else, unless the installer would take no such version before another one asks
 * for it.
 */
async function locksMatter(problem: RandomProblem, resolution: Resolution, random: Random): Promise<string | null> {
  const some = Object.entries(problem.packages).flatMap(([name, versions]) => {
    const listed = Object.keys(versions);
    return listed.length === 0 ? [] : [[name, [random.pick(listed), random.pick(listed)].map(versionOf)] as const];
  });
  const beside = await solve(problem, sourceFromUniverse(problem), new Map(some));
  if (beside.kind !== resolution.kind) return `beside a lock it is ${beside.kind}`;
  const wrong = disagreement(problem, beside);
  if (wrong !== null || resolution.kind !== "solved") return wrong;
  const lock = new BruteForce(problem, ENVIRONMENT).find() ?? {};
  const isPlain = Object.entries(lock).every(([name, version]) => {
    const { yanked } = problem.packages[name]?.[version] ?? {};
    return !versionOf(version).isPrerelease && yanked === undefined;
  });
  const prefer = new Map(Object.entries(lock).map(([name, version]) => [name, versionOf(version)]));
  const kept = await solve(problem, sourceFromUniverse(problem), prefer);
  const found = kept.kind === "solved" ? choiceOf(kept) : {};
  const isKept = Object.entries(lock).every(([name, version]) => found[name] === version);
  return isPlain && !isKept ? `it leaves the lock ${JSON.stringify(lock)} for ${JSON.stringify(found)}` : null;
}

export function versionOf(text: string): Version {
  const read = parseVersion(text);
  if (!read.ok) throw new TypeError(`${text} is no version`);
  return read.value;
}

/** Null when the verdict is that of the brute force, and what is told with it is true. */
function disagreement(problem: RandomProblem, resolution: Resolution): string | null {
  const brute = new BruteForce(problem, ENVIRONMENT);
  if (resolution.kind === "incomplete") return `incomplete: ${resolution.reason}`;
  if (resolution.kind === "solved") return brute.whatIsWrong(choiceOf(resolution));
  const found = brute.find();
  if (found !== null) return `a conflict, though this would do: ${JSON.stringify(found)}`;
  const [tree] = resolution.conflicts;
  if (tree === undefined) return "a conflict without a tree";
  const rest = reduced(problem, conflictFacts(tree));
  const without = new BruteForce(rest, ENVIRONMENT).find();
  return without === null ? null : `the facts of the conflict alone leave this: ${JSON.stringify(without)}`;
}

function choiceOf(resolution: Extract<Resolution, { kind: "solved" }>): Choice {
  const pins: readonly Pin[] = resolution.pins.get(TARGET.id) ?? [];
  return Object.fromEntries(pins.map(({ name, version }) => [name, version?.normalized ?? ""]));
}

/** The same problem with answers in their own order has the same result, text for text. */
async function orderMatters(problem: RandomProblem, resolution: Resolution): Promise<string | null> {
  const again = await solve(problem, sourceFromUniverse(problem));
  const text = (one: Resolution) => JSON.stringify(one.kind === "solved" ? [...one.pins] : one);
  return text(again) === text(resolution) ? null : "another order of answers gives another result";
}

export function shuffled(source: MetadataSource, random: Random): MetadataSource {
  const shuffle = <T>(items: readonly T[]) =>
    items
      .map((item) => ({ item, key: random.below(1 << 30) }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  return {
    versions: async (names) =>
      shuffle(await source.versions(names)).map((answer) =>
        answer.state === "known" ? { ...answer, versions: shuffle(answer.versions) } : answer,
      ),
    requirements: async (wanted, target) => shuffle(await source.requirements(wanted, target)),
  };
}

/** The problem as far as the facts tell it: no other line, no other dependency, nothing else that cannot be taken. */
function reduced(problem: RandomProblem, facts: readonly ConflictFact[]): BruteProblem {
  const isTold = (kind: "requested" | "constraint") => (_: string, index: number) =>
    facts.some((fact) => fact.kind === kind && fact.place?.line === index + 1);
  const packages = Object.entries(problem.packages).map(([name, versions]) => {
    const offers = Object.entries(versions).map(([version, offer]) => [version, told(name, version, offer, facts)]);
    return [name, Object.fromEntries(offers)];
  });
  return {
    packages: Object.fromEntries(packages),
    requires: problem.requires.filter(isTold("requested")),
    constraints: problem.constraints.filter(isTold("constraint")),
    tool: problem.tool,
    prereleases: !facts.some((fact) => fact.kind === "no-versions" && fact.reason === "prerelease"),
  };
}

function told(name: string, version: string, offer: UniverseVersion, facts: readonly ConflictFact[]): UniverseVersion {
  const needs = facts.filter((fact) => fact.kind === "depends" && fact.name === name && fact.versions === version);
  const requirements = new Set(needs.map((fact) => (fact.kind === "depends" ? fact.requirement : "")));
  const missing = (reason: string) =>
    facts.some((fact) => fact.kind === "no-versions" && fact.name === name && fact.reason === reason);
  const { yanked, requiresPython } = offer;
  return {
    requires: offer.requires.filter((text) =>
      text === BROKEN ? missing("invalid-metadata") : requirements.has(canonicalOf(text)),
    ),
    sdist: offer.sdist || !missing("no-wheel"),
    wheelTags: offer.wheelTags,
    ...(yanked !== undefined && missing("yanked") ? { yanked } : {}),
    ...(requiresPython !== undefined && missing("requires-python") ? { requiresPython } : {}),
  };
}

function canonicalOf(text: string): string {
  const read = parseRequirement(text);
  return read.ok ? read.value.canonical : text;
}
