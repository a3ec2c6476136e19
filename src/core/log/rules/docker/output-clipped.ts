import type { LogRule } from "../../rule.ts";

const LINE = /^\[output clipped, log limit (\S+) reached\]$/;

/** BuildKit keeps 2 MiB and 200 KiB a second of a step's output, unless its daemon is told otherwise (util/progress/logs). */
export const outputClipped: LogRule = {
  name: "output-clipped",
  examples: ["[output clipped, log limit 2MiB reached]", "[output clipped, log limit 200KiB/s reached]"],
  starts: ["[output clipped, "],
  level: "any",
  read(line) {
    const limit = LINE.exec(line.message)?.[1];
    return limit === undefined ? null : { kind: "docker-clipped", limit };
  },
};
