import type { LogRule } from "../../rule.ts";

const START = /^DEBUG (Building|Preparing metadata for): ([A-Za-z0-9][A-Za-z0-9._-]*)(?:==(\S+)| @ \S+)?$/;
const END = /^DEBUG (?:Prepared metadata for: |Finished building: |Built `)/;

/**
 * With `-v` uv prints what a backend prints behind the same `DEBUG` as its own words, and it resolves the requirements of
 * the build in the middle of the run. Neither is a step of the user's resolution: until uv says that this package is done
 * (or a line without `DEBUG` stands there), nothing is read.
 */
export const buildChatter: LogRule = {
  name: "build-chatter",
  examples: [
    "DEBUG Building: older==1.0",
    "DEBUG Resolving build requirements",
    'DEBUG Calling `backend.build_wheel("/tmp/work", {}, None)`',
    "DEBUG Selecting: evil==1.0 [compatible] (printed by a backend)",
    "DEBUG Finished building: older==1.0",
    "DEBUG Preparing metadata for: older==1.0",
    "DEBUG Prepared metadata for: older==1.0",
  ],
  starts: ["DEBUG Building: ", "DEBUG Preparing metadata for: "],
  level: "top",
  read(line) {
    const match = START.exec(line.text);
    if (match?.[2] === undefined) return null;
    const [, verb, name, version = null] = match;
    let done = false;
    return {
      take(next) {
        if (done || (!next.redrawn && !next.text.startsWith("DEBUG "))) return false;
        done = END.test(next.text) && next.text.includes(name);
        return true;
      },
      close: () => ({ kind: "uv-build-log", name, version, what: verb === "Building" ? "wheel" : "metadata" }),
    };
  },
};
