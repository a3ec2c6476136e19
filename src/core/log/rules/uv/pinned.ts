import type { LogRule } from "../../rule.ts";
import { readUvCandidate } from "../../uv/debug-names.ts";

/** `-v`: a candidate is chosen, from the index, as the lock file has it, or as it is installed. */
export const pinned: LogRule = {
  name: "pinned",
  examples: [
    "DEBUG Selecting: wavering==1.3 [compatible] (wavering-1.3-py3-none-any.whl)",
    "DEBUG Selecting: shared-lib==1.0 [installed] (installed)",
  ],
  starts: ["DEBUG Selecting: "],
  level: "top",
  read(line) {
    const match = /^DEBUG Selecting: (\S+) \[([a-z]+)\](?: \((.*)\))?$/.exec(line.text);
    if (match?.[1] === undefined) return null;
    const candidate = readUvCandidate(match[1]);
    if (match[2] === "installed") return { kind: "pinned", candidate: { ...candidate, origin: "installed" } };
    return { kind: "pinned", candidate, ...(match[3] === undefined ? {} : { file: match[3] }) };
  },
};
