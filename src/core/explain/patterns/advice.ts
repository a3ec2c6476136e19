import type { RunOutcome } from "../run-outcome.ts";

type Tool = RunOutcome["tool"];

/** How to see which versions there are; empty for tools without a command for it. */
export function listVersions(tool: Tool, name: string): string {
  return tool === "pip" ? `; \`pip index versions ${name}\` lists what there is` : "";
}

/** How to see more of the search. */
export function seeMore(tool: Tool, name: string): string {
  return tool === "pip"
    ? `Run it again with -vv: pip then names the files of ${name} that it passes over, if there are any.`
    : `Run it again with -v to see how it came to ${name}.`;
}

export function otherIndex(tool: Tool, name: string): string {
  return tool === "other"
    ? `If ${name} is on another index, add that to the sources of your tool.`
    : `If ${name} is on another index, add it with --extra-index-url; if its wheel lies in a folder, with --find-links.`;
}

export function allowPrereleases(tool: Tool): string {
  const option = { pip: "--pre", uv: "--prerelease allow", other: "the option of your tool for them" }[tool];
  return `If it is a pre-release, allow it with ${option}.`;
}
