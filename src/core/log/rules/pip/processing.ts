import { splitFrom } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

/** A candidate on this machine is looked at: a wheelhouse's wheel, a local sdist or a source folder. */
export const processing: LogRule = {
  name: "processing",
  examples: ["Processing ./wheelhouse/house_pkg-1.0-py3-none-any.whl (from -r requirements.txt (line 2))"],
  starts: ["Processing "],
  kind: "processing",
  level: "top",
  read(line) {
    const { requirement, from } = splitFrom(line.message.slice("Processing ".length));
    return { kind: "processing", path: requirement, from };
  },
};
