import type { LogRule } from "../../rule.ts";

/** The first line of `-v` (crates/uv/src/lib.rs). */
export const uvStarted: LogRule = {
  name: "started",
  examples: ["DEBUG uv 0.5.20", "DEBUG uv 0.13.8 (x86_64-unknown-linux-gnu)"],
  starts: ["DEBUG uv "],
  level: "top",
  read(line) {
    const version = /^DEBUG uv (\d[\w.+-]*)(?: \(|$)/.exec(line.text)?.[1];
    return version === undefined ? null : { kind: "tool-started", tool: "uv", version };
  },
};
