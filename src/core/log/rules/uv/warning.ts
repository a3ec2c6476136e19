import type { EventBody } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

/** Lower case at the beginning of a line. Compilers warn so too: of uv are those that quote in its way. */
export const uvWarning: LogRule = {
  name: "warning",
  examples: [
    'warning: `yankedpkg==1.1` is yanked (reason: "breaks <everything> & more")',
    "warning: `yankedpkg==1.1` is yanked",
    "warning: The package `purepkg==1.1.0` does not have an extra named `nope`",
    "warning: The package `x` requires `y>=2`, but it's not installed",
    "warning: The `--output-format json` option is experimental and the schema may change without warning. Pass `--preview-features json-output` to disable this warning.",
  ],
  starts: ["warning: "],
  level: "top",
  read(line) {
    const text = line.text.slice("warning: ".length);
    if (!text.includes("`")) return null;
    return readYanked(text) ?? readExtra(text) ?? { kind: "warning", text };
  },
};

function readYanked(text: string): EventBody | null {
  const match = /^`([^`=]+)==([^`]+)` is yanked(?: \(reason: "(.*)"\))?\.?$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { kind: "yanked", tool: "uv", name: match[1], version: match[2], reason: match[3] ?? null };
}

function readExtra(text: string): EventBody | null {
  const match = /^The package `([^`=@ ]+)(?:==([^`]+)| @ [^`]+)?` does not have an extra named `([^`]+)`/.exec(text);
  if (match?.[1] === undefined || match[3] === undefined) return null;
  return { kind: "extra-missing", tool: "uv", name: match[1], version: match[2] ?? null, extra: match[3] };
}
