import type { Block, LogRule } from "../../rule.ts";

const LINE = /^(?:Using|pip version:) pip (\S+) from (.+) \(python (\d+\.\d+)\)$/;
const DEBUG = "pip version: ";
const DEBUG_LINES_KEPT = 200;

/** First line of every run with `-v` or `--log`; `pip debug` says it with much about its Python behind. */
export const usingPip: LogRule = {
  name: "using-pip",
  examples: [
    "Using pip 26.3 from /usr/lib/python3.12/site-packages/pip (python 3.12)",
    "pip version: pip 26.3 from /usr/lib/python3.12/site-packages/pip (python 3.12)",
    "sys.platform: linux",
  ],
  starts: ["Using pip ", DEBUG],
  level: "top",
  read(line) {
    const [, version, , python] = LINE.exec(line.message) ?? [];
    if (version === undefined || python === undefined) return null;
    return line.message.startsWith(DEBUG) ? makeDebug(version, python) : { kind: "using-pip", version, python };
  },
};

/** The lines up to the tags, which a rule of their own reads. */
function makeDebug(version: string, python: string): Block {
  let taken = 0;
  return {
    take(line) {
      taken += 1;
      return line.text !== "" && !line.text.startsWith("Compatible tags: ") && taken < DEBUG_LINES_KEPT;
    },
    close: () => ({ kind: "using-pip", version, python }),
  };
}
