import { plainAddress } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

/** git, hg, svn (and bzr) each have their verb; a revision may stand in parentheses. */
const CLONING = /^(?:Cloning(?: hg)?|Checking out|Exporting svn repository) (\S+)(?: \(to revision [^()]+\))? to \S/;
const RESOLVED = /^Resolved (\S+) to commit ([0-9a-f]{7,64})$/;

/** A requirement comes from a repository; the commit is told since pip 21.2. */
export const vcs: LogRule = {
  name: "vcs",
  examples: [
    "  Cloning https://code.example/demo.git (to revision main) to /tmp/pip-req-build-00000000",
    "  Resolved https://code.example/demo.git to commit 6d3bdba1fcd8de8e4c4ff7d0ac4e0e62ae05ba0c",
  ],
  starts: ["Cloning ", "Checking out ", "Exporting svn repository ", "Resolved "],
  level: "any",
  read(line) {
    const [, resolved, commit] = RESOLVED.exec(line.message) ?? [];
    if (resolved !== undefined && commit !== undefined) {
      return { kind: "vcs", phase: "resolved", url: plainAddress(resolved), commit };
    }
    const url = CLONING.exec(line.message)?.[1];
    return url === undefined ? null : { kind: "vcs", phase: "cloned", url: plainAddress(url), commit: null };
  },
};
