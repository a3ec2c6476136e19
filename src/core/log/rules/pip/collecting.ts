import { requirementName, splitFrom } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

/** A candidate of an index is looked at. The chain of who asked is printed since pip 23.1. */
export const collecting: LogRule = {
  name: "collecting",
  examples: [
    "Collecting leaf<2 (from app-a==1.0->-r requirements.txt (line 1))",
    "Collecting app-d[x]",
    "Collecting demo @ http://index.example/files/demo-1.0.tar.gz",
  ],
  starts: ["Collecting "],
  kind: "collecting",
  level: "top",
  read(line) {
    const { requirement, from } = splitFrom(line.message.slice("Collecting ".length));
    return { kind: "collecting", requirement, name: requirementName(requirement), from };
  },
};
