import type { LogRule } from "../../rule.ts";

const START = "Installing collected packages: ";

/** Everything is there and built; the names stand in the order of installation. */
export const installing: LogRule = {
  name: "installing",
  examples: ["Installing collected packages: leaf, app-a"],
  starts: [START],
  level: "top",
  read: (line) => ({ kind: "installing", names: line.message.slice(START.length).split(", ") }),
};
