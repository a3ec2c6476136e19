import type { LogRule } from "../../rule.ts";

/** The legacy resolver prints the requirement without a version. */
const LINE = /^(\S+)(?: (\S+))? does not provide the extra '([^']+)'$/;

/** An extra was asked for that the package does not have: pip goes on without what it would bring. */
export const extraMissing: LogRule = {
  name: "extra-missing",
  examples: ["WARNING: leaf 2.0 does not provide the extra 'fast'"],
  starts: [""],
  labels: ["WARNING"],
  level: "any",
  read(line) {
    const [, name, version = null, extra] = LINE.exec(line.message) ?? [];
    return name === undefined || extra === undefined ? null : { kind: "extra-missing", name, version, extra };
  },
};
