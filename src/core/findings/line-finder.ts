import type { LineFinder } from "../explain/from-log/logged-fact.ts";
import type { FindingFacts } from "./facts.ts";
import { lineOfRequirement } from "./requirement-places.ts";

/** The user's lines, for what an installer prints of them. */
export function lineFinder(facts: FindingFacts): LineFinder {
  return {
    of: (kind, requirement, options) => {
      const line = kind === "constraint" ? kind : "requirement";
      return lineOfRequirement(facts, line, requirement, options);
    },
    named: (project) => facts.requirements.find(({ kind, name }) => kind === "requirement" && name === project) ?? null,
  };
}
