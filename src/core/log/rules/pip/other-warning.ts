import type { LogRule } from "../../rule.ts";

/** What pip calls errors inside of a step that it goes on after. */
const ERRORS = [
  "Ambiguous file signature in ",
  "Can't roll back ",
  "Cannot build editable ",
  "Cannot build wheel for ",
  "Cannot roll back changes to ",
  "Could not restore ",
  "Failed cleaning build dir for ",
  "Failed to restore ",
];

/** Any other warning of pip's, kept as it is. */
export const otherWarning: LogRule = {
  name: "other-warning",
  examples: [
    "WARNING: The directory '/home/runner/.cache/pip' or its parent directory is not owned or is not writable by the current user. The cache has been disabled.",
    "  ERROR: Failed cleaning build dir for srcbad",
  ],
  starts: [""],
  labels: ["WARNING", "ERROR"],
  level: "any",
  read(line) {
    const isError = line.label === "ERROR" && ERRORS.some((start) => line.message.startsWith(start));
    if (line.label !== "WARNING" && !isError) return null;
    return { kind: "warning", text: line.message.slice(0, 1_000) };
  },
};
