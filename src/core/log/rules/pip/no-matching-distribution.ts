import { requirementName, splitFrom } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

const START = "No matching distribution found for ";

/** pip gives up on a requirement. Who asked for it is printed since pip 26.3. */
export const noMatchingDistribution: LogRule = {
  name: "no-matching-distribution",
  examples: ["ERROR: No matching distribution found for does-not-exist>=1 (from needs-missing)"],
  starts: [START],
  level: "top",
  read(line) {
    if (line.label !== "ERROR") return null;
    const { requirement, from } = splitFrom(line.message.slice(START.length));
    return { kind: "no-matching-distribution", requirement, name: requirementName(requirement), from };
  },
};
