import type { LogRule } from "../../rule.ts";

const NO_HASHES = /^Given no hashes to check (\d{1,9}) links for project '([^']{1,200})': /;
const HASHES = /^Checked (\d{1,9}) links for project '([^']{1,200})' against /;

/** How many files of a project can be used and are in range (`-vv` and `--log`, all versions); asked again at every change. */
export const projectSearched: LogRule = {
  name: "project-searched",
  examples: [
    "Given no hashes to check 2 links for project 'leaf': discarding no candidates",
    "Checked 3 links for project 'leaf' against 1 hashes (1 matches, 0 no digest): discarding 2 non-matches:",
  ],
  starts: ["Given no hashes to check ", "Checked "],
  level: "any",
  read(line) {
    const [, links, name] = NO_HASHES.exec(line.message) ?? HASHES.exec(line.message) ?? [];
    return name === undefined ? null : { kind: "project-searched", name, links: Number(links) };
  },
};
