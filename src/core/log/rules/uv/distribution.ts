import type { EventOf } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

const FOUND: Readonly<Record<string, EventOf<"uv-distribution">["found"]>> = {
  // uv 0.5
  "Requirement already cached": "cached",
  "Registry requirement already cached": "cached",
  "URL wheel requirement already cached": "cached",
  "URL source requirement already cached": "cached",
  "Path wheel requirement already cached": "cached",
  "Path source requirement already cached": "cached",
  "Git source requirement already cached": "cached",
  "Identified uncached distribution": "uncached",
  "Requirement already installed": "installed",
};

/** `-v`: what is in uv's cache, what must be fetched, what is there already (crates/uv-installer/src/plan.rs). */
export const distribution: LogRule = {
  name: "distribution",
  examples: [
    "DEBUG Registry requirement already cached: chain==1.0",
    "DEBUG Identified uncached distribution: wavering==1.0",
    "DEBUG Requirement already installed: purepkg==1.1.0",
  ],
  starts: Object.keys(FOUND).map((words) => `DEBUG ${words}: `),
  level: "top",
  read(line) {
    const match = /^DEBUG ([A-Za-z ]+): ([A-Za-z0-9][A-Za-z0-9._-]*)(?:==(\S+)| @ \S+)?$/.exec(line.text);
    const found = match?.[1] === undefined ? undefined : FOUND[match[1]];
    if (match?.[2] === undefined || found === undefined) return null;
    return { kind: "uv-distribution", found, name: match[2], version: match[3] ?? null };
  },
};
