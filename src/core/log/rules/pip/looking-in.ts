import { plainAddress } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

const LINE = /^Looking in (indexes|links): (.+)$/;

/** Where pip looks; printed when it is not just the default index. pip hides passwords, user names stay: both go here. */
export const lookingIn: LogRule = {
  name: "looking-in",
  examples: ["Looking in indexes: http://index.example/simple/, http://user:****@127.0.0.1:8000/simple/"],
  starts: ["Looking in indexes: ", "Looking in links: "],
  level: "top",
  read(line) {
    const [, what, list] = LINE.exec(line.message) ?? [];
    if (list === undefined || (what !== "indexes" && what !== "links")) return null;
    return { kind: "looking-in", what, locations: list.split(", ").map(plainAddress) };
  },
};
