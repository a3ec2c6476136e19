import type { Block, LogRule } from "../../../rule.ts";

/** A locked version without a file for this environment (poetry/installation/chooser.py). */
export const poetryNoCandidate: LogRule = {
  name: "poetry-no-candidate",
  examples: [
    "    | Unable to find installation candidates for winonly (1.0)",
    "    | ",
    "    |   - 1 wheel(s) were skipped as your project's environment does not support the identified abi tags",
    "  Unable to find installation candidates for winonly (1.0)",
  ],
  starts: ["| Unable to find installation candidates for ", "Unable to find installation candidates for "],
  level: "any",
  read(line) {
    const match =
      /^(?:\| )?Unable to find installation candidates for ([A-Za-z0-9][A-Za-z0-9._-]*) \(([^\s()]+)\)$/.exec(
        line.text,
      );
    if (match?.[1] === undefined || match[2] === undefined || line.indent < 2) return null;
    return restOf(match[1], match[2], line.text.startsWith("| "));
  },
};

/** Its explanation is the same each time; only the bar tells where it ends. */
function restOf(name: string, version: string, barred: boolean): Block {
  return {
    take: (line) => barred && line.text.startsWith("|"),
    close: () => ({
      kind: "no-matching-distribution",
      tool: "poetry",
      requirement: `${name}==${version}`,
      name,
      from: null,
    }),
  };
}
