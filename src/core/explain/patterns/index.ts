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

export function findPatterns(input: PatternInput): readonly DecisionPattern[] {
  return PATTERNS.flatMap((rule) => rule.find(input).map((pattern) => ({ kind: rule.kind, ...pattern })));
}
