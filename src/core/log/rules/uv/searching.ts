import type { LogRule } from "../../rule.ts";
import { readUvName } from "../../uv/debug-names.ts";

/** `-v`: candidates of a project are looked through, and none may fit. */
export const searching: LogRule = {
  name: "searching",
  examples: [
    "DEBUG Searching for a compatible version of wavering (<1.2 | >1.2, <1.3 | >1.3)",
    "DEBUG No compatible version found for: no-such-project",
  ],
  starts: ["DEBUG Searching for a compatible version of ", "DEBUG No compatible version found for: "],
  level: "top",
  read(line) {
    const none = /^DEBUG No compatible version found for: (.+)$/.exec(line.text)?.[1];
    if (none !== undefined) return { kind: "no-version", name: readUvName(none) };
    // The project can bear a marker, which has brackets of its own.
    const match = /^DEBUG Searching for a compatible version of (.+) \(([^()]*)\)$/.exec(line.text);
    if (match?.[1] === undefined || match[2] === undefined) return null;
    return { kind: "searching", name: readUvName(match[1]), range: match[2] };
  },
};
