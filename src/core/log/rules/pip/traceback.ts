import type { Block, LogRule } from "../../rule.ts";

const EXCEPTION = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?::|$)/;
const GLUE = [
  "Traceback (most recent call last):",
  "The above exception was the direct cause of the following exception:",
  "During handling of the above exception, another exception occurred:",
];

/** pip's file of `--log` has a traceback for every error; it says nothing that pip has not said before. */
export const traceback: LogRule = {
  name: "traceback",
  examples: [
    "Exception information:",
    "Traceback (most recent call last):",
    "pip._internal.exceptions.DistributionNotFound: x",
  ],
  starts: ["Exception information:", "Traceback (most recent call last):"],
  level: "top",
  read: (): Block => ({
    take: (line) =>
      line.label === null &&
      (line.text === "" || line.indent > 0 || GLUE.includes(line.text) || EXCEPTION.test(line.text)),
    close: () => null,
  }),
};
