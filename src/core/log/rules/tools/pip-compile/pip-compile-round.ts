import type { LogRule } from "../../../rule.ts";

/** `-v` (piptools/resolver.py). */
export const pipCompileRound: LogRule = {
  name: "pip-compile-round",
  examples: ["                          ROUND 1                           ", "Using indexes:"],
  starts: ["ROUND ", "Using indexes:"],
  level: "any",
  read(line) {
    if (line.text === "Using indexes:") return "known";
    return /^ROUND \d+$/.test(line.text) && line.indent > 10
      ? { kind: "tool-phase", tool: "pip-compile", text: line.text }
      : null;
  },
};
