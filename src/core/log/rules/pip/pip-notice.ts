import type { Block, LogRule } from "../../rule.ts";

/** 22.1 – 22.3.1 without `is`. */
const NOTICE = /^\[notice\] A new release of pip(?: is)? available: (\S+) -> (\S+)$/;
/** 20.3 – 22.0.4 */
const WARNING = /^You are using pip version (\S+); however, version (\S+) is available\.$/;

/** There is a newer pip. It says exactly which pip this is; it can stand between two lines that belong together. */
export const pipNotice: LogRule = {
  name: "pip-notice",
  examples: [
    "[notice] A new release of pip is available: 25.0 -> 26.3",
    "[notice] To update, run: python3 -m pip install --upgrade pip",
    "WARNING: You are using pip version 21.3; however, version 26.3 is available.",
    "You should consider upgrading via the '/venv/bin/python -m pip install --upgrade pip' command.",
  ],
  starts: ["[notice] ", "You are using pip version "],
  level: "any",
  read(line) {
    const [, installed, available] = NOTICE.exec(line.text) ?? WARNING.exec(line.message) ?? [];
    if (installed !== undefined && available !== undefined) return makeNotice(installed, available);
    return line.text.startsWith("[notice] ") ? "known" : null;
  },
};

function makeNotice(installed: string, available: string): Block {
  return {
    take: (line) =>
      line.text.startsWith("[notice] To update, run: ") ||
      line.text.startsWith("You should consider upgrading via the "),
    close: () => ({ kind: "pip-notice", installed, available }),
  };
}
