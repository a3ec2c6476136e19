import type { Block, LogRule } from "../../rule.ts";

const VERSION = /^"version": "[01]",$/;
const PIP = /^"pip_version": "([^"]{1,40})",$/;

/**
 * JSON on standard output: `pip install --report -` (pip ≥ 22.2) and `pip inspect`. Only the place and the kind are
 * told; who wants the content cuts it out and parses it as JSON.
 */
export const jsonDocument: LogRule = {
  name: "json-document",
  examples: [
    "{",
    '  "version": "1",',
    '  "pip_version": "26.3",',
    '  "install": [],',
    '  "environment": {',
    "  }",
    "}",
  ],
  starts: ["{"],
  level: "top",
  read: (line) => (line.text === "{" ? makeDocument() : null),
};

/** The first three lines say what it is: else it is another program's JSON, and nothing after the brace is taken. */
function makeDocument(): Block {
  let lines = 0;
  let pipVersion: string | null = null;
  let what: "report" | "inspect" | null = null;
  let done = false;
  return {
    take(line) {
      if (done) return false;
      lines += 1;
      if (lines === 1) return VERSION.test(line.text);
      if (lines === 2) pipVersion = PIP.exec(line.text)?.[1] ?? null;
      if (lines === 3) what = line.text.startsWith('"install"') ? "report" : "inspect";
      if (pipVersion === null || (line.indent === 0 && line.text !== "}")) return false;
      done = line.indent === 0;
      return true;
    },
    close: () => (!done || pipVersion === null || what === null ? null : { kind: "json-document", what, pipVersion }),
  };
}
