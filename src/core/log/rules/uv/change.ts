import type { EventOf } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

const CHANGES: Readonly<Record<string, EventOf<"uv-change">["change"]>> = {
  "+": "added",
  "-": "removed",
  "~": "reinstalled",
};

/** What was done to the environment, the only list of it, indented by one (crates/uv/src/commands/pip/operations.rs). */
export const change: LogRule = {
  name: "change",
  examples: [
    " + chain==1.0",
    " - shared-lib==1.0",
    " ~ purepkg==1.1.0",
    " + app==0.1.0 (from file:///project)",
    " + tool==2.0 (from git+https://code.example/tool@0123456789abcdef0123456789abcdef01234567)",
  ],
  starts: ["+ ", "- ", "~ "],
  level: "any",
  read(line) {
    if (line.indent !== 1) return null;
    const match = /^([+~-]) ([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)(?: \(from (.+)\))?$/.exec(line.text);
    const kind = match?.[1] === undefined ? undefined : CHANGES[match[1]];
    if (match?.[2] === undefined || match[3] === undefined || kind === undefined) return null;
    return { kind: "uv-change", change: kind, name: match[2], version: match[3], from: match[4] ?? null };
  },
};
