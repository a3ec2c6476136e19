import type { EventBody } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

type Phase = Extract<EventBody, { kind: "uninstall" }>["phase"];

const MESSAGES: readonly { readonly start: string; readonly pattern: RegExp; readonly phase: Phase }[] = [
  { start: "Successfully uninstalled ", pattern: /^Successfully uninstalled (\S+)-([^\s-]+)$/, phase: "removed" },
  { start: "Rolling back uninstall of ", pattern: /^Rolling back uninstall of (\S+)$/, phase: "rolled-back" },
  { start: "Not uninstalling ", pattern: /^Not uninstalling (\S+)() (?:at \S+, )?(.+)$/, phase: "kept" },
  { start: "Can't uninstall '", pattern: /^Can't uninstall '([^']+)'()\. (.+)$/, phase: "kept" },
  { start: "Skipping ", pattern: /^Skipping (\S+)() (as it is not installed)\.$/, phase: "kept" },
];

/** A version is taken out (for the new one, or by `pip uninstall`), put back when the installation fails, or left. */
export const uninstall: LogRule = {
  name: "uninstall",
  examples: [
    "      Successfully uninstalled leaf-1.1",
    "  Rolling back uninstall of leaf",
    "    Not uninstalling six at /usr/lib/python3/dist-packages, outside environment /venv",
    "    Can't uninstall 'six'. No files were found to uninstall.",
    "WARNING: Skipping leaf as it is not installed.",
  ],
  starts: MESSAGES.map(({ start }) => start),
  level: "any",
  read(line) {
    const found = MESSAGES.find(({ start }) => line.message.startsWith(start));
    const [, name, version = "", detail = null] = found?.pattern.exec(line.message) ?? [];
    if (found === undefined || name === undefined) return null;
    // An installation uninstalls within its own list, four columns further in.
    const asked = line.indent <= (found.phase === "removed" ? 2 : 0);
    return { kind: "uninstall", phase: found.phase, name, version: version === "" ? null : version, detail, asked };
  },
};
