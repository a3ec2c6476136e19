import type { MarkerEnvironment } from "../pep/marker.ts";
import { isMeant } from "../pep/marker.ts";
import { parseSpecifierSet, specifierSetContains } from "../pep/specifier.ts";
import { compatibleTags } from "../pep/tags.ts";
import type { Version } from "../pep/version.ts";
import { parseVersion } from "../pep/version.ts";
import { markerEnvironment } from "../target/marker-environment.ts";
import type { Target } from "../target/target.ts";
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

export function makeSituation(problem: ResolveProblem, target: Target): Situation {
  const environment = markerEnvironment(target);
  const tags = new Set(compatibleTags(target, { rules: problem.policy.rules }));
  const holds = ({ requirement }: RootRequirement) => isMeant(requirement.marker, environment);
  return {
    target,
    policy: problem.policy,
    environment,
    fits: (wheel) => wheel.some((tag) => tags.has(tag)),
    allowsPython: pythonRule(environment, problem.policy.tool),
    requirements: problem.requirements.filter(holds),
    constraints: problem.constraints.filter(holds),
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
