import type { LogRule } from "../../rule.ts";

const LINE = /^(?:Updating|Updated) [^\s:]+:\/\/\S+ \([^()]+\)$/;

/** A repository is fetched (crates/uv/src/commands/reporters.rs); what came of it stands among the changes. */
export const repository: LogRule = {
  name: "repository",
  examples: [
    "   Updating https://code.example/tool (HEAD)",
    "    Updated https://code.example/tool (0123456789abcdef0123456789abcdef01234567)",
  ],
  starts: ["Updating ", "Updated "],
  level: "any",
  read: (line) => (line.indent > 2 && LINE.test(line.text) ? "known" : null),
};
