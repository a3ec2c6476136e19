import type { RunOutcome } from "../run-outcome.ts";

type Tool = RunOutcome["tool"];

/** How to see which versions there are; empty for uv, which has no command for it. */
export function listVersions(tool: Tool, name: string): string {
  return tool === "pip" ? `; \`pip index versions ${name}\` lists what there is` : "";
}

/** How to see more of the search. */
export function seeMore(tool: Tool, name: string): string {
  return tool === "pip"
    ? `Run it again with -vv: pip then names the files of ${name} that it passes over, if there are any.`
    : `Run it again with -v: uv then shows how it came to ${name}.`;
}

export function allowPrereleases(tool: Tool): string {
  return `If it is a pre-release, allow it with ${tool === "pip" ? "--pre" : "--prerelease allow"}.`;
}
