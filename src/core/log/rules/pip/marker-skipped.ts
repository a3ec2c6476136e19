import type { LogRule } from "../../rule.ts";

const LINE = /^Ignoring ([^']+): markers '(.+)' don't match your environment$/;

/** A requirement that is not for this Python or platform. */
export const markerSkipped: LogRule = {
  name: "marker-skipped",
  examples: [`Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment`],
  starts: ["Ignoring "],
  level: "any",
  read(line) {
    const [, requirement, marker] = LINE.exec(line.message) ?? [];
    return requirement === undefined || marker === undefined ? null : { kind: "marker-skipped", requirement, marker };
  },
};
