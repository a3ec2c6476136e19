import type { LogRule } from "../../rule.ts";

const LINE = /^(Downloading|Downloaded) ([A-Za-z0-9][A-Za-z0-9._-]*)(?: \((\d{1,9}(?:\.\d)?[KMGT]?i?B)\))?$/;

/** Downloads above 1 MiB or of unknown size (crates/uv/src/commands/reporters.rs). Two columns are pip's nesting. */
export const transfer: LogRule = {
  name: "transfer",
  examples: ["Downloading manypkg (16.7MiB)", " Downloaded manypkg", " Downloading manypkg"],
  starts: ["Downloading ", "Downloaded "],
  level: "any",
  deepest: 1,
  read(line) {
    const match = LINE.exec(line.text);
    // pip prints a file, which has dots and a suffix.
    if (match?.[2] === undefined || (match[3] === undefined && line.indent !== 1)) return null;
    return {
      kind: "uv-download",
      phase: match[1] === "Downloaded" ? "finished" : "started",
      name: match[2],
      size: match[3] ?? null,
    };
  },
};
