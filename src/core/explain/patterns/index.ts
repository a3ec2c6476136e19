import type { DecisionPattern } from "../decision-tree.ts";
import { embedded } from "./embedded.ts";
import { incompatibleDependencies } from "./incompatible-dependencies.ts";
import { incompatibleOption } from "./incompatible-option.ts";
import { noApplicableVersion } from "./no-applicable-version.ts";
import { notFound } from "./not-found.ts";
import type { PatternInput, PatternRule } from "./pattern.ts";
import { recovered } from "./recovered.ts";
import { revisited } from "./revisited.ts";
import { severalVersions } from "./several-versions.ts";
import { yanked } from "./yanked.ts";

/** What stops a run first, what is only worth knowing last. A new pattern is a file and a line here. */
export const PATTERNS: readonly PatternRule[] = [
  notFound,
  yanked,
  incompatibleOption,
  noApplicableVersion,
  incompatibleDependencies,
  recovered,
  revisited,
  severalVersions,
  embedded,
];

const PATTERNS_TOLD = 50;
const SOLUTIONS_TOLD = 12;

/** Foreign text can be as long as a line, and a conflict can have hundreds of causes. */
function clipped(pattern: DecisionPattern): DecisionPattern {
  return {
    ...pattern,
    package: pattern.package.slice(0, 200),
    text: pattern.text.slice(0, 4_000),
    solutions: pattern.solutions.slice(0, SOLUTIONS_TOLD).map((solution) => solution.slice(0, 1_000)),
  };
}

export function findPatterns(input: PatternInput): readonly DecisionPattern[] {
  const found = PATTERNS.flatMap((rule) => rule.find(input).map((pattern) => ({ kind: rule.kind, ...pattern })));
  return found.slice(0, PATTERNS_TOLD).map(clipped);
}
