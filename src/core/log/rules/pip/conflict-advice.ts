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

const UNRELIABLE = "Additionally, some packages in these conflicts have no matching distributions available";

/** A list of names (pip ≥ 25.3), indented by four, that is not to be believed: see `conflict-causes`. */
export const conflictAside: LogRule = {
  name: "conflict-aside",
  examples: [`${UNRELIABLE} for your environment:`, "    leaf"],
  starts: [UNRELIABLE],
  level: "top",
  read: () => ({ take: (line) => line.indent === 4 && line.text !== "", close: () => null }),
};
