import { readPoetryRequirement } from "../../../poetry/derivation.ts";
import type { LogRule } from "../../../rule.ts";

const FACT = /^\d+: fact: ([A-Za-z0-9][A-Za-z0-9._-]*)(?: \(([^\s()]+)\))? depends on (.+)$/;
const SELECTING = /^\d+: selecting ([A-Za-z0-9][A-Za-z0-9._-]*) \(([^\s()]+)\)$/;

/** `-vvv`: what the solver knows and decides (poetry/mixology/version_solver.py). The number is that of the attempt. */
export const poetrySolver: LogRule = {
  name: "poetry-solver",
  examples: [
    "   1: fact: app depends on wavering (*)",
    "   1: fact: wavering (1.3) depends on shared-lib (>=2)",
    "   1: selecting wavering (1.3)",
    "   1: derived: shared-lib (<2)",
    "   1: conflict: wavering (1.3) depends on shared-lib (>=2)",
    "   1: Version solving took 0.012 seconds.",
    "   1: Tried 1 solutions.",
  ],
  starts: ["1: ", "2: ", "3: ", "4: ", "5: ", "6: ", "7: ", "8: ", "9: "],
  level: "any",
  read(line) {
    if (line.indent !== 3) return null;
    const selecting = SELECTING.exec(line.text);
    if (selecting?.[1] !== undefined && selecting[2] !== undefined) {
      return {
        kind: "pinned",
        tool: "poetry",
        candidate: { name: selecting[1], version: selecting[2], origin: "link" },
      };
    }
    const fact = FACT.exec(line.text);
    if (fact?.[1] !== undefined && fact[3] !== undefined) {
      const requirement = readPoetryRequirement(fact[3]);
      if (requirement === null) return "known";
      const [, name, version = null] = fact;
      const requirer = version === null ? null : { name, version, origin: "link" as const };
      return { kind: "requested", tool: "poetry", ...requirement, requirer };
    }
    return /^\d+: (?:fact|derived|conflict|Version solving|Tried|!|\| |thus)/.test(line.text) ? "known" : null;
  },
};
