import type { BrokenRequirement } from "../../event.ts";
import type { Block, LogRule } from "../../rule.ts";

/** 20.3… and, with the legacy resolver, in other words. */
const HEAD = /^pip's (?:legacy )?dependency resolver does not /;
const INCOMPATIBLE = /^(\S+) (\S+) requires (.+), but you(?:'ll)? have (\S+) (\S+) which is incompatible\.$/;
const MISSING = /^(\S+) (\S+) requires (.+), which is not installed\.$/;
const KEPT = 500;

/**
 * What was installed does not go with what was there (commands/install.py `_warn_about_conflicts`). pip calls it an
 * error and ends with exit code 0.
 */
export const brokenRequirements: LogRule = {
  name: "broken-requirements",
  examples: [
    "ERROR: pip's dependency resolver does not currently take into account all the packages that are installed. This behaviour is the source of the following dependency conflicts.",
    "installed-x 1.0 requires leaf<2, but you have leaf 2.0 which is incompatible.",
    "other 1.0 requires nothere, which is not installed.",
  ],
  starts: ["pip's dependency resolver does not ", "pip's legacy dependency resolver does not "],
  level: "top",
  read: (line) => (line.label === "ERROR" && HEAD.test(line.message) ? makeProblems() : null),
};

function makeProblems(): Block {
  const problems: BrokenRequirement[] = [];
  return {
    take(line) {
      const problem = line.indent === 0 && line.label === null ? readProblem(line.text) : null;
      if (problem === null) return false;
      if (problems.length < KEPT) problems.push(problem);
      return true;
    },
    close: () => ({ kind: "broken-requirements", via: "install", problems }),
  };
}

function readProblem(text: string): BrokenRequirement | null {
  const [, name, version, requirement, other, otherVersion] = INCOMPATIBLE.exec(text) ?? [];
  if (name !== undefined && version !== undefined && requirement !== undefined) {
    const found = other === undefined || otherVersion === undefined ? null : { name: other, version: otherVersion };
    return { name, version, requirement, found };
  }
  const [, asker, askerVersion, missing] = MISSING.exec(text) ?? [];
  if (asker === undefined || askerVersion === undefined || missing === undefined) return null;
  return { name: asker, version: askerVersion, requirement: missing, found: null };
}
