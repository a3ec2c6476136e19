import type { LogRule } from "../../rule.ts";

const START = "File was already downloaded ";

/** `pip download` and `pip wheel` find the file in their folder; it stands in the package's block. */
export const alreadyDownloaded: LogRule = {
  name: "already-downloaded",
  examples: ["  File was already downloaded /project/wheels/leaf-2.0-py3-none-any.whl"],
  starts: [START],
  level: "any",
  read: (line) => ({ kind: "success", action: "saved", items: [line.message.slice(START.length).trim()] }),
};
