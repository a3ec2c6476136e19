import type { LogRule } from "../../rule.ts";

/** The rest of `-v` and `-vv`: what uv does inside, of no use to who reads a report. */
export const debug: LogRule = {
  name: "debug",
  examples: ["DEBUG Using request timeout of 30s", "TRACE Received package metadata for: chain==1.0"],
  starts: ["DEBUG ", "TRACE "],
  level: "top",
  read: () => "known",
};
