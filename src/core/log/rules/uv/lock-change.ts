import type { LogRule } from "../../rule.ts";

/** What became of a lock file that was there already (crates/uv/src/commands/project/lock.rs). */
export const lockChange: LogRule = {
  name: "lock-change",
  examples: ["Added purepkg v1.1.0", "Updated shared-lib v1.0 -> v2.0", "Removed needs-old v1.0"],
  starts: ["Added ", "Updated ", "Removed ", "Update ", "Add ", "Remove "],
  level: "top",
  read(line) {
    const match = /^(Add|Update|Remove)d? ([A-Za-z0-9][A-Za-z0-9._-]*) v(\d\S*)(?: -> v(\d\S*))?$/.exec(line.text);
    if (match?.[2] === undefined || match[3] === undefined) return null;
    const [, verb, name, first, second = null] = match;
    if ((verb === "Update") !== (second !== null)) return null;
    return {
      kind: "uv-lock-change",
      name,
      before: verb === "Add" ? null : first,
      after: verb === "Add" ? first : second,
    };
  },
};
