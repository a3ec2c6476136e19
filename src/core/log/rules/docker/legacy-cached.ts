import type { LogRule } from "../../rule.ts";

/** The step before was not run again. */
export const legacyCached: LogRule = {
  name: "legacy-cached",
  examples: [" ---> Using cache", "--> Using cache 0a1b2c3d4e5f"],
  starts: ["---> Using cache", "--> Using cache"],
  level: "any",
  read: (line) => ({ kind: "legacy-cached", builder: line.message.startsWith("---> ") ? "docker" : "buildah" }),
};
