import type { Block, LogRule } from "../../rule.ts";

/** `EnvironmentError` in 20.3 – 21.0. */
const HEAD = /^Could not install packages due to an (?:OSError|EnvironmentError)(?:: |\.)/;
const ADVICE = [
  "Check the permissions.",
  "Consider using the `--user` option",
  "Consider checking your local proxy",
  "HINT: This error might have occurred",
];

/** The file system or the network said no while pip installed; its advice stands on the next line. */
export const osError: LogRule = {
  name: "os-error",
  examples: [
    "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/usr/lib/python3.12/site-packages/leaf'",
    "Consider using the `--user` option or check the permissions.",
  ],
  starts: ["Could not install packages due to an"],
  level: "top",
  read: (line) => (line.label === "ERROR" && HEAD.test(line.message) ? makeError(line.message) : null),
};

function makeError(text: string): Block {
  const lines = [text];
  return {
    take(line) {
      if (line.label !== null || !ADVICE.some((start) => line.text.startsWith(start))) return false;
      lines.push(line.text);
      return true;
    },
    close: () => ({ kind: "error", tool: "pip", text: lines.join(" ").slice(0, 1_000) }),
  };
}
