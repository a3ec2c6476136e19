import type { Dialect } from "../../dialect.ts";

/** BuildKit's plain progress. The `#12 34.56 ` in front of a step's own output is an envelope, peeled off before. */
export const BUILDKIT: Dialect = {
  format: "buildkit",
  rules: [],
  telling: ["docker-step"],
  beginning: [],
  ending: [],
};

/** Docker's builder before BuildKit. */
export const LEGACY_DOCKER: Dialect = { format: "legacy-docker", rules: [], telling: [], beginning: [], ending: [] };
