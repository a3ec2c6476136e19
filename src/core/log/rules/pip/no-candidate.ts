import { requirementName, splitFrom } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

/** `final version` is printed since pip 26.0 when only pre-releases exist. */
const STARTS = [
  "Could not find a version that satisfies the requirement ",
  "Could not find a final version that satisfies the requirement ",
];
const VERSIONS = " (from versions: ";

/** Nothing usable on the index, with what was there: `none` means no usable file, for one of at least five reasons. */
export const noCandidate: LogRule = {
  name: "no-candidate",
  examples: [
    "ERROR: Could not find a version that satisfies the requirement pyonly>=3 (from parent) (from versions: 1.0, 2.0)",
  ],
  starts: STARTS,
  level: "top",
  read(line) {
    const start = STARTS.find((text) => line.message.startsWith(text));
    if (line.label !== "ERROR" || start === undefined) return null;
    const rest = line.message.slice(start.length);
    const at = rest.lastIndexOf(VERSIONS);
    const { requirement, from } = splitFrom(at === -1 ? rest : rest.slice(0, at));
    return {
      kind: "no-candidate",
      requirement,
      name: requirementName(requirement),
      from,
      versions: at === -1 ? null : readVersions(rest.slice(at + VERSIONS.length)),
    };
  },
};

function readVersions(text: string): readonly string[] {
  const list = text.replace(/\)$/, "");
  return list === "none" || list === "" ? [] : list.split(", ");
}
