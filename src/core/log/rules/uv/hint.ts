import type { Block, LogRule } from "../../rule.ts";

/** Other programs print hints too (git): uv's quote names in backticks, or begin so. */
const UVS =
  /`|^(?:Build failures usually|This usually indicates|This error likely|Packages were unavailable|An index URL|The resolution)/;

/** Advice behind an error (uv ≥ 0.11.16; before inside of its box). Only one hint has further lines: it shows TOML to add. */
export const hint: LogRule = {
  name: "hint",
  examples: [
    "hint: Build failures usually indicate a problem with the package or the build environment",
    "hint: Wheels are available for `winonly` (v1.0) on the following platform: `win_amd64`",
  ],
  starts: ["hint: "],
  level: "top",
  read(line) {
    const text = line.text.slice("hint: ".length);
    if (!UVS.test(text)) return null;
    return text.endsWith(" under:") ? withExample(text) : { kind: "uv-hint", text };
  },
};

function withExample(first: string): Block {
  const lines = [first];
  let done = false;
  return {
    take(line) {
      if (done) return false;
      const fits = line.text === "" || /^(?:\[tool\.uv|[A-Za-z0-9"._-]+ = [[{"]|or `)/.test(line.text);
      if (fits && line.text !== "") lines.push(line.text);
      done = line.text.startsWith("or `");
      return fits;
    },
    close: () => ({ kind: "uv-hint", text: lines.join("\n") }),
  };
}
