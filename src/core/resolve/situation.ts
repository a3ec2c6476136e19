import type { MarkerEnvironment } from "../pep/marker.ts";
import { isMeant } from "../pep/marker.ts";
import { parseSpecifierSet, specifierSetContains } from "../pep/specifier.ts";
import { compatibleTags } from "../pep/tags.ts";
import type { Version } from "../pep/version.ts";
import { parseVersion } from "../pep/version.ts";
import { markerEnvironment } from "../target/marker-environment.ts";
import type { TagRules, Target } from "../target/target.ts";
import { readAs } from "./flawed-metadata.ts";
import type { ResolvePolicy, ResolveProblem, RootRequirement } from "./problem.ts";

/** A problem for one of its targets: everything that candidates and requirements are judged by. */
export interface Situation {
  readonly target: Target;
  readonly policy: ResolvePolicy;
  readonly environment: MarkerEnvironment;
  /** Whether a wheel with these tags fits. */
  readonly fits: (tags: readonly string[]) => boolean;
  /** Whether the target's Python is one of `Requires-Python`. A text that is no specifier holds back uv, but not pip. */
  readonly allowsPython: (requiresPython: string) => boolean;
  /** The user's lines that hold on this target. */
  readonly requirements: readonly RootRequirement[];
  readonly constraints: readonly RootRequirement[];
}

export function makeSituation({ policy, ...problem }: ResolveProblem, target: Target): Situation {
  const rules = rulesOf(target, policy.rules);
  const holds = ({ requirement }: RootRequirement) => isMeant(requirement.marker, rules.environment);
  return {
    target,
    policy,
    ...rules,
    requirements: problem.requirements.filter(holds),
    constraints: problem.constraints.filter(holds),
  };
}

type TargetRules = Pick<Situation, "environment" | "fits" | "allowsPython">;

const RULES = new WeakMap<Target, Map<TagRules, TargetRules>>();

/** Of a target they are made once: explaining a conflict and looking for fixes solve for it again and again. */
function rulesOf(target: Target, tagRules: TagRules): TargetRules {
  const known = RULES.get(target) ?? new Map<TagRules, TargetRules>();
  const rules = known.get(tagRules) ?? makeRules(target, tagRules);
  RULES.set(target, known.set(tagRules, rules));
  return rules;
}

function makeRules(target: Target, rules: TagRules): TargetRules {
  const environment = markerEnvironment(target);
  const tags = new Set(compatibleTags(target, { rules }));
  const fits = onceForEach((wheel: readonly string[]) => wheel.some((tag) => tags.has(tag)));
  return { environment, fits, allowsPython: pythonRule(environment, rules === "uv" ? "uv" : "pip") };
}

/** By identity: most wheels of an index share a few lists of tags. */
function onceForEach<T extends object>(ask: (about: T) => boolean): (about: T) => boolean {
  const known = new WeakMap<T, boolean>();
  return (about) => {
    const before = known.get(about);
    if (before !== undefined) return before;
    const answer = ask(about);
    known.set(about, answer);
    return answer;
  };
}

function pythonRule(environment: MarkerEnvironment, tool: "pip" | "uv"): (requiresPython: string) => boolean {
  const python = pythonVersion(environment.python_full_version);
  const known = new Map<string, boolean>();
  return (requiresPython) => {
    const before = known.get(requiresPython);
    if (before !== undefined) return before;
    const set = readAs(tool, requiresPython, parseSpecifierSet);
    const allowed = set === null ? tool === "pip" : python === null || specifierSetContains(set, python);
    known.set(requiresPython, allowed);
    return allowed;
  };
}

/** pip and uv compare the numbers only: a Python 3.15.0b1 is one of `>=3.15`. */
function pythonVersion(full: string): Version | null {
  const version = parseVersion(/^\d+(?:\.\d+)*/.exec(full)?.[0] ?? full);
  return version.ok ? version.value : null;
}
