import type { LogRule } from "../../rule.ts";

/** Ids of images are twelve hexadecimal digits; pip's `Successfully built` names packages. */
const BUILT = /^Successfully built ([0-9a-f]{12})$/;

/** The last word of a build of Docker's legacy builder that went well. */
export const legacyBuilt: LogRule = {
  name: "legacy-built",
  examples: ["Successfully built 4567ef01abcd"],
  starts: ["Successfully built "],
  level: "top",
  read: (line) => (BUILT.test(line.message) ? { kind: "legacy-built", builder: "docker" } : null),
};
