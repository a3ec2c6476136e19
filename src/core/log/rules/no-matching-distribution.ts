import { requirementName } from "../names.ts";
import type { LogRule } from "../rule.ts";

const START = "No matching distribution found for ";

/** pip gives up on a requirement. */
export const noMatchingDistribution: LogRule = {
  name: "no-matching-distribution",
  examples: ["ERROR: No matching distribution found for does-not-exist>=1"],
  starts: [START],
  level: "top",
  read(line) {
    if (line.label !== "ERROR") return null;
    const requirement = line.message.slice(START.length);
    return { kind: "no-matching-distribution", requirement, name: requirementName(requirement) };
  },
};
