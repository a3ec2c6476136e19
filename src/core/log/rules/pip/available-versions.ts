import type { Block, LogRule } from "../../rule.ts";

const START = "Available versions: ";
const INSTALLED = /^INSTALLED: (\S+)/;

/**
 * `pip index versions x` (pip ≥ 21.2), newest first. The line before, `x (2.0)`, has no form that tells it from any
 * other: the name is the reader's to know from the command.
 */
export const availableVersions: LogRule = {
  name: "available-versions",
  examples: ["Available versions: 1.16, 1.15, 1.0", "  INSTALLED: 1.15", "  LATEST:    1.16"],
  starts: [START],
  level: "top",
  read(line): Block {
    const versions = line.text.slice(START.length).split(", ");
    let installed: string | null = null;
    return {
      take(next) {
        if (next.indent !== 2 || !/^(?:INSTALLED|LATEST): /.test(next.text)) return false;
        installed = INSTALLED.exec(next.text)?.[1] ?? installed;
        return true;
      },
      close: () => ({ kind: "available-versions", versions, installed }),
    };
  },
};
