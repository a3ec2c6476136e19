import type { LogRule } from "../../rule.ts";

/** Downloads above 1 MiB or of unknown size, and repositories (crates/uv/src/commands/reporters.rs). */
export const transfer: LogRule = {
  name: "transfer",
  examples: [
    "Downloading manypkg (16.7MiB)",
    " Downloaded manypkg",
    " Downloading manypkg",
    "   Updating https://code.example/tool (HEAD)",
    "    Updated https://code.example/tool (0123456789abcdef0123456789abcdef01234567)",
  ],
  starts: ["Downloading ", "Downloaded ", "Updating ", "Updated "],
  level: "any",
  read(line) {
    if (/^(?:Updating|Updated) \S+:\/\/\S+ \([^()]+\)$/.test(line.text) && line.indent > 2) return "known";
    const match = /^(Downloading|Downloaded) ([A-Za-z0-9][A-Za-z0-9._-]*)(?: \((\d{1,9}(?:\.\d)?[KMGT]?i?B)\))?$/.exec(
      line.text,
    );
    // Two columns are pip's nesting; and pip prints a file, which has dots and a suffix.
    if (match?.[2] === undefined || line.indent > 1 || (match[3] === undefined && line.indent !== 1)) return null;
    return {
      kind: "uv-download",
      phase: match[1] === "Downloaded" ? "finished" : "started",
      name: match[2],
      size: match[3] ?? null,
    };
  },
};
