import type { LogRule } from "../../rule.ts";

/** What pip says around a conflict and what names nothing that is not known already. */
const STARTS = [
  "To fix this you could try to:",
  "1. loosen the range of package versions you've specified",
  "ResolutionImpossible: for help visit ",
];

export const conflictAdvice: LogRule = {
  name: "conflict-advice",
  examples: ["ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/", "To fix this you could try to:"],
  starts: STARTS,
  level: "top",
  read: () => "known",
};

/**
 * Lists that are not read, indented by four. The first is not to be believed (see `conflict-causes`); the second comes
 * with every candidate that is given up, also in runs that end well.
 */
const ASIDES = [
  // 25.3…
  "Additionally, some packages in these conflicts have no matching distributions available",
  // 23.1…, -vv and --log
  "Will try a different candidate, due to conflict:",
];

export const conflictAside: LogRule = {
  name: "conflict-aside",
  examples: ["Will try a different candidate, due to conflict:", "    app-c 1.16 depends on leaf<2"],
  starts: ASIDES,
  level: "top",
  read: () => ({ take: (line) => line.indent === 4 && line.text !== "", close: () => null }),
};
