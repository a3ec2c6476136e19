import type { LogRule } from "../../rule.ts";

/** Words that tell one pip from another, or a person more than the error does. */
const STARTS = [
  // Up to 24.0 `to allow pip attempt`, later `to allow pip to attempt`.
  "2. remove package versions to allow pip ",
  // 21.2…: a package literally named "requirements.txt".
  "HINT: ",
  "Defaulting to user installation because normal site-packages is not writeable",
];

export const advice: LogRule = {
  name: "advice",
  examples: [
    "2. remove package versions to allow pip to attempt to solve the dependency conflict",
    `HINT: You are attempting to install a package literally named "requirements.txt" (which cannot exist).`,
  ],
  starts: STARTS,
  level: "top",
  read: (line) => ({ kind: "advice", text: line.text.replace(/^(?:\d\. |HINT: )/, "").slice(0, 500) }),
};
