import type { LogRule } from "../../rule.ts";

const START = "Cannot install ";
const END = " because these package versions have conflicting dependencies.";

/** Head of a conflict. It goes to stderr, the causes to stdout: they need not stand together. */
export const conflict: LogRule = {
  name: "conflict",
  examples: [
    "ERROR: Cannot install app-a==1.0, app-c==1.0 and leaf because these package versions have conflicting dependencies.",
  ],
  starts: [START],
  level: "top",
  read(line) {
    if (line.label !== "ERROR" || !line.message.endsWith(END)) return null;
    const list = line.message.slice(START.length, -END.length);
    return { kind: "conflict", requirements: list.split(/, | and /) };
  },
};
