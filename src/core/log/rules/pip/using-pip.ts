import type { LogRule } from "../../rule.ts";

const LINE = /^Using pip (\S+) from (.+) \(python (\d+\.\d+)\)$/;

/** First line of every run with `-v` or `--log`. */
export const usingPip: LogRule = {
  name: "using-pip",
  examples: ["Using pip 26.3 from /usr/lib/python3.12/site-packages/pip (python 3.12)"],
  starts: ["Using pip "],
  level: "top",
  read(line) {
    const [, version, , python] = LINE.exec(line.message) ?? [];
    return version === undefined || python === undefined ? null : { kind: "using-pip", version, python };
  },
};
