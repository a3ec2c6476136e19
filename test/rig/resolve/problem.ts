import { parseRequirement } from "../../../src/core/pep/requirement.ts";
import type { Resolution, ResolvePolicy, ResolveProblem, RootRequirement } from "../../../src/core/resolve/problem.ts";
import type { UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { parseTarget, type TargetInput } from "../../../src/core/target/parse-target.ts";
import type { Target } from "../../../src/core/target/target.ts";

export const POLICY: ResolvePolicy = {
  tool: "pip",
  rules: "packaging-26.3",
  prereleases: "if-necessary",
  sourceIsAllowed: () => true,
  wheelIsAllowed: () => true,
  preferBinary: false,
  excludeNewer: null,
  prefer: new Map(),
};

/** Lines of `requirements.txt` and `constraints.txt`, as a problem for one target. */
export function problemOf(
  lines: readonly string[],
  more: {
    readonly constraints?: readonly string[];
    readonly policy?: Partial<ResolvePolicy>;
    readonly targets?: readonly Target[];
  } = {},
): ResolveProblem {
  return {
    requirements: rootLines("requirements.txt", lines),
    constraints: rootLines("constraints.txt", more.constraints ?? []),
    targets: more.targets ?? [targetOf({ platform: "linux/arm64", python: "3.12" })],
    policy: { ...POLICY, ...more.policy },
  };
}

function rootLines(file: string, lines: readonly string[]): readonly RootRequirement[] {
  return lines.map((text, index) => {
    const requirement = parseRequirement(text);
    if (!requirement.ok) throw new TypeError(`${text} is no requirement`);
    return { requirement: requirement.value, place: { file, line: index + 1, column: 1 } };
  });
}

export function targetOf(input: TargetInput): Target {
  const target = parseTarget(input);
  if (!target.ok) throw new TypeError(`no target: ${target.problems[0]?.message}`);
  return target.value;
}

/** A version with a wheel for every platform and an sdist. */
export function offers(...requires: readonly string[]): UniverseVersion {
  return { requires, sdist: true, wheelTags: ["py3-none-any"] };
}

/** `name version` of each pin of the first target, sorted by name. Throws when there are none. */
export function pinned(resolution: Resolution): readonly string[] {
  if (resolution.kind === "conflict") throw new Error(`a conflict: ${JSON.stringify(resolution.conflicts)}`);
  const [pins = []] = resolution.pins.values();
  return pins.map(({ name, version, url }) => `${name} ${version?.normalized ?? url}`).sort();
}
