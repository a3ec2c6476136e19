import type { EventOf } from "../../../event.ts";
import type { LogRule } from "../../../rule.ts";

const CHANGES: Readonly<Record<string, EventOf<"tool-change">["change"]>> = {
  Installing: "added",
  Updating: "updated",
  Downgrading: "updated",
  Removing: "removed",
};

/** One operation a line, indented by two behind a dash or, up to Poetry 1.8, a dot (poetry/installation/executor.py). */
export const poetryChange: LogRule = {
  name: "poetry-change",
  examples: [
    "  - Installing purepkg (1.1.0)",
    "  • Updating shared-lib (1.0 -> 2.0)",
    "  - Removing needs-old (1.0)",
    "  - Installing puresdist (0.3.0): Skipped for the following reason: Already installed",
    "  - Installing tool (1.0 0123456)",
  ],
  starts: ["- ", "• "],
  level: "any",
  read(line) {
    if (line.indent !== 2) return null;
    const match =
      /^[-•] (Installing|Updating|Downgrading|Removing) ([A-Za-z0-9][A-Za-z0-9._-]*) \(([^\s()]+)(?: -> ([^\s()]+))?(?: [^()]*)?\)(: .*)?$/.exec(
        line.text,
      );
    const change = match?.[1] === undefined ? undefined : CHANGES[match[1]];
    if (match?.[2] === undefined || match[3] === undefined || change === undefined) return null;
    const [, , name, first, second, rest = ""] = match;
    return {
      kind: "tool-change",
      tool: "poetry",
      change: rest.startsWith(": Skipped") ? "skipped" : change,
      name,
      version: second ?? first,
      before: change === "removed" ? first : second === undefined ? null : first,
    };
  },
};
