import { isMeant } from "../../../src/core/pep/marker.ts";
import { parseRequirement } from "../../../src/core/pep/requirement.ts";
import { compatibleTags } from "../../../src/core/pep/tags.ts";
import { expandTags } from "../../../src/core/pep/wheel-tags.ts";
import type { Pin } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import type { MetadataSource } from "../../../src/core/resolve/source.ts";
import { pinLines } from "../../../src/core/resolve/unify/pin-lines.ts";
import { type Unification, unify } from "../../../src/core/resolve/unify/unify.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { tellApart } from "../../../src/core/target/tell-apart.ts";
import { shuffled } from "../resolve/agreement.ts";
import { BruteForce, type Choice } from "../resolve/brute-force.ts";
import { problemOf } from "../resolve/problem.ts";
import { makeRandom } from "../store/random.ts";
import { ANY_TAG, JOINT_TAGS, type JointProblem, randomJointProblem } from "./random-joint.ts";

export interface UnifyAgreement {
  /** Problems that hold on every target alone. */
  readonly solved: number;
  /** Of these: the targets take different versions when each is solved alone. */
  readonly differing: number;
  /** Of these: no common solution exists. */
  readonly split: number;
  /** Of these: more than one project has to be split. */
  readonly several: number;
  /** One sentence each; empty when all is well. */
  readonly failures: readonly string[];
}

/**
 * Random problems of two or three targets: where a search that tries everything finds versions in common, they are found;
 * elsewhere as few projects as possible are split, and the lines with their markers say on each target what holds there.
 */
export async function compareUnified(count: number, seed: number): Promise<UnifyAgreement> {
  const random = makeRandom(seed);
  const failures: string[] = [];
  const sums = { solved: 0, differing: 0, split: 0, several: 0 };
  for (let round = 0; round < count; round += 1) {
    const problem = randomJointProblem(random);
    const source = sourceFromUniverse(problem);
    const [asked, alone] = await solveAlone(problem, source);
    if (alone === null) continue;
    const found = await unify(asked, source, alone);
    const again = await unify(asked, shuffled(source, random), alone);
    sums.solved += 1;
    sums.differing += pinLines(alone, problem.targets).some(({ versions }) => versions.length > 1) ? 1 : 0;
    sums.split += found.splits.size > 0 ? 1 : 0;
    sums.several += found.splits.size > 1 ? 1 : 0;
    const isSame = JSON.stringify([...found.pins]) === JSON.stringify([...again.pins]);
    const failure = isSame ? whatIsWrong(problem, found) : "another order of answers gives other pins";
    if (failure !== null) failures.push(`round ${round} of seed ${seed}: ${failure}: ${JSON.stringify(problem)}`);
  }
  return { ...sums, failures };
}

async function solveAlone(problem: JointProblem, source: MetadataSource) {
  const { requires, constraints, tool, preferBinary, targets } = problem;
  const asked = problemOf(requires, { constraints, policy: { tool, preferBinary }, targets });
  const resolution = await resolve(asked, source);
  return [asked, resolution.kind === "solved" ? resolution.pins : null] as const;
}

function whatIsWrong(problem: JointProblem, { pins, splits, undecided }: Unification): string | null {
  if (undecided !== null) return `undecided: ${undecided}`;
  const forces = problem.targets.map((target) => bruteOn(problem, target));
  const choices = problem.targets.map(({ id }) => choiceOf(pins.get(id) ?? []));
  for (const [at, force] of forces.entries()) {
    const wrong = force.whatIsWrong(choices[at] ?? {});
    if (wrong !== null) return `on ${problem.targets[at]?.id}: ${wrong}`;
  }
  const names = [...splits.keys()];
  const differing = Object.keys(problem.packages).filter(
    (name) => new Set(choices.flatMap((choice) => choice[name] ?? [])).size > 1,
  );
  if (differing.toString() !== names.toString()) return `${differing} differ, told are ${names}`;
  const fewer = smallerSets(Object.keys(problem.packages), names.length).find((set) => hasCommon(forces, set));
  if (fewer !== undefined) return `${names} are split, though ${fewer.join(" and ") || "nothing"} has to be`;
  const silent = [...splits].find(([, facts]) => facts.length === 0);
  if (silent !== undefined) return `it is not said why ${silent[0]} is split`;
  return whatIsWrongWithLines(problem, pins, choices);
}

/** Whether all have a solution in which only these projects differ. */
function hasCommon(forces: readonly BruteForce[], apart: readonly string[], fixed: Choice = {}): boolean {
  const [force, ...others] = forces;
  if (force === undefined) return true;
  const tried = new Set<string>();
  for (const choice of force.all(fixed)) {
    const shared = Object.entries(choice).filter(([name]) => !apart.includes(name));
    const next = { ...fixed, ...Object.fromEntries(shared) };
    const key = JSON.stringify(Object.entries(next).sort());
    if (tried.has(key)) continue;
    tried.add(key);
    if (hasCommon(others, apart, next)) return true;
  }
  return false;
}

/** All sets of fewer than so many names, of up to two. */
function smallerSets(names: readonly string[], size: number): readonly (readonly string[])[] {
  const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other]));
  return [[], ...names.map((name) => [name]), ...pairs].filter((set) => set.length < size);
}

/** As constraints, the lines hold on each target, and each names the version that it has there. */
function whatIsWrongWithLines(
  problem: JointProblem,
  pins: Unification["pins"],
  choices: readonly Choice[],
): string | null {
  const projects = pinLines(pins, problem.targets);
  for (const { name, lines, versions } of projects) {
    const groups = versions.map(({ targets }) => problem.targets.filter(({ id }) => targets.includes(id)));
    const isSeparable = groups.length === 1 || tellApart(groups) !== null;
    if (lines.length !== (isSeparable ? groups.length : 0)) return `${name} has ${lines.length} lines`;
  }
  const lines = projects.flatMap((project) => project.lines);
  for (const [at, target] of problem.targets.entries()) {
    const choice = choices[at] ?? {};
    const constraints = [...problem.constraints, ...lines];
    const wrong = bruteOn({ ...problem, constraints }, target).whatIsWrong(choice);
    if (wrong !== null) return `with the lines on ${target.id}: ${wrong}`;
    const active = lines.map(requirementOf).filter(({ marker }) => isMeant(marker, markerEnvironment(target)));
    for (const [name, version] of Object.entries(choice)) {
      const own = active.filter((one) => one.name === name).map(({ specifiers }) => specifiers.canonical);
      if (own.join() !== `==${version}`) return `on ${target.id} ${name} ${version} is pinned by ${own.join(" and ")}`;
    }
  }
  return null;
}

export function bruteOn(problem: JointProblem, target: Target): BruteForce {
  const tags = new Set(compatibleTags(target, { rules: "packaging-26.3" }));
  const fitting = [ANY_TAG, ...JOINT_TAGS].filter((text) => expandTags(text)?.some((tag) => tags.has(tag)) === true);
  return new BruteForce(problem, markerEnvironment(target), fitting);
}

function choiceOf(pins: readonly Pin[]): Choice {
  return Object.fromEntries(pins.map(({ name, version }) => [name, version?.normalized ?? ""]));
}

function requirementOf(text: string) {
  const read = parseRequirement(text);
  if (!read.ok) throw new Error(`${text} is no requirement`);
  return read.value;
}
