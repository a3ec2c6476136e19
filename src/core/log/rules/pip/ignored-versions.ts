import type { LogRule } from "../../rule.ts";

const PYTHON = "Ignored the following versions that require a different python version: ";
const YANKED = "Ignored the following yanked versions: ";
const PAIR = /^(\S+) Requires-Python (.+)$/;

/** Versions that exist and do not count: for another Python (pip ≥ 22.1), or yanked (pip ≥ 23.3). */
export const ignoredVersions: LogRule = {
  name: "ignored-versions",
  examples: [`ERROR: ${PYTHON}3.0 Requires-Python >=4.0; 3.1 Requires-Python >=4.0`, `ERROR: ${YANKED}1.1, 1.2`],
  starts: [PYTHON, YANKED],
  level: "top",
  read(line) {
    if (line.message.startsWith(YANKED)) {
      const versions = line.message.slice(YANKED.length).split(", ");
      return {
        kind: "ignored-versions",
        reason: "yanked",
        versions: versions.map((version) => ({ version, requiresPython: null })),
      };
    }
    const versions = line.message.slice(PYTHON.length).split("; ").map(readPair);
    return { kind: "ignored-versions", reason: "requires-python", versions };
  },
};

function readPair(text: string): { version: string; requiresPython: string | null } {
  const [, version, requiresPython] = PAIR.exec(text) ?? [];
  return version === undefined || requiresPython === undefined
    ? { version: text, requiresPython: null }
    : { version, requiresPython };
}
