import type { BrokenRequirement } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

const NONE = "No broken requirements found.";
const WRONG = /^(\S+) (\S+) has requirement (.+), but you have (\S+) (\S+)\.$/;
const MISSING = /^(\S+) (\S+) requires (.+), which is not installed\.$/;
/** 24.2… */
const PLATFORM = /^(\S+) (\S+) is not supported on this platform$/;

/** What `pip check` finds, a line for each problem; exit code 1 when there is one. */
export const pipCheck: LogRule = {
  name: "pip-check",
  examples: [
    "installed-x 1.0 has requirement leaf<2, but you have leaf 2.0.",
    "other 1.0 requires nothere, which is not installed.",
    "native-lib 2.1 is not supported on this platform",
    NONE,
  ],
  starts: ["", NONE],
  contains: [" has requirement ", " requires ", " is not supported on this platform"],
  level: "top",
  read(line) {
    if (line.label !== null) return null;
    if (line.text === NONE) return { kind: "broken-requirements", via: "check", problems: [] };
    const problem = readProblem(line.text);
    return problem === null ? null : { kind: "broken-requirements", via: "check", problems: [problem] };
  },
};

function readProblem(text: string): BrokenRequirement | null {
  const [, name, version, requirement, other, otherVersion] = WRONG.exec(text) ?? [];
  if (name !== undefined && version !== undefined && requirement !== undefined) {
    const found = other === undefined || otherVersion === undefined ? null : { name: other, version: otherVersion };
    return { name, version, requirement, found };
  }
  const [, asker, askerVersion, missing = null] = MISSING.exec(text) ?? PLATFORM.exec(text) ?? [];
  if (asker === undefined || askerVersion === undefined) return null;
  return { name: asker, version: askerVersion, requirement: missing, found: null };
}
