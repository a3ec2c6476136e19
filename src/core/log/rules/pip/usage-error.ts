import type { Block, LogRule } from "../../rule.ts";

const PIP_USAGE = /\bpip3?[\d.]* (?:<command>|[a-z]+ )/;

/** A value of the configuration or the environment that is none (up to 26.2 without a prefix). */
const CONFIGURATION = "An error occurred during configuration: ";

/** pip prints how to call it, then in one line without a prefix what was wrong (optparse). Nothing was done. */
export const usageError: LogRule = {
  name: "usage-error",
  examples: [
    "Usage:",
    "  /venv/bin/python -m pip install [options] <requirement specifier>",
    "[package-index-options] ...",
    "  /venv/bin/python -m pip install [options] -r <requirements file> [package-index-options] ...",
    "",
    "no such option: --dry-run",
  ],
  starts: ["Usage:", CONFIGURATION],
  level: "top",
  read(line) {
    if (line.text.startsWith(CONFIGURATION)) return { kind: "usage-error", text: line.text.slice(0, 500) };
    return line.text === "Usage:" ? makeUsage() : null;
  },
};

/** The ways to call it end at a blank line; pip 26.3 wraps them, so that their ends stand without indentation. */
function makeUsage(): Block {
  let ours = false;
  let listed = false;
  let text: string | null = null;
  return {
    take(line) {
      if (text !== null || line.label !== null) return false;
      ours ||= PIP_USAGE.test(line.text);
      if (line.text === "") listed = ours;
      else if (listed) text = line.text.slice(0, 500);
      return ours || line.text === "";
    },
    close: () => (text === null ? null : { kind: "usage-error", text }),
  };
}
