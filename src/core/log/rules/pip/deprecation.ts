import type { LogRule } from "../../rule.ts";

const START = "DEPRECATION: ";

/** What works today and will not with a later pip; pip names the version (utils/deprecation.py). */
export const deprecation: LogRule = {
  name: "deprecation",
  examples: [
    "  DEPRECATION: legacyok is being installed using the legacy 'setup.py install' method, because it does not have a 'pyproject.toml' and the 'wheel' package is not installed. pip 23.1 will enforce this behaviour change.",
  ],
  starts: [START],
  level: "any",
  read: (line) => ({ kind: "deprecation", text: line.text.slice(START.length, 1_000) }),
};
