import type { Block, LogRule } from "../../rule.ts";

const START = "The candidate selected for download or install is a yanked version: ";
const LINE = /^'([^']+)' candidate \(version (\S+) at /;
const REASON = "Reason for being yanked: ";

/** A yanked version was chosen, because a requirement pins it. The reason stands on a line of its own. */
export const yanked: LogRule = {
  name: "yanked",
  examples: [
    `WARNING: ${START}'leaf' candidate (version 1.0 at http://index.example/files/leaf-1.0-py3-none-any.whl (from http://index.example/simple/leaf/))`,
    `${REASON}broken metadata`,
  ],
  starts: [START],
  level: "any",
  read(line) {
    const [, name, version] = LINE.exec(line.message.slice(START.length)) ?? [];
    return name === undefined || version === undefined ? null : makeYanked(name, version);
  },
};

function makeYanked(name: string, version: string): Block {
  let reason: string | null = null;
  let lines = 0;
  return {
    take(line) {
      lines += 1;
      if (lines > 1 || !line.text.startsWith(REASON)) return false;
      const text = line.text.slice(REASON.length);
      reason = text === "<none given>" ? null : text;
      return true;
    },
    close: () => ({ kind: "yanked", name, version, reason }),
  };
}
