import { fileProject, fileVersion } from "../../names.ts";
import type { LogRule, RuleResult } from "../../rule.ts";
import { fileOfLink } from "./read-candidate.ts";

const SKIPPED = "Skipping link: ";
const OTHER_PYTHON = "Link requires a different Python (";
/** Said of the page itself, and of files that are none of a project's. */
const NOISE = ["not a file", "unsupported archive format", "wrong project name", "macosx10 one"];

/** A file of an index that pip does not use, and why (`-vv`, `--log`; for another Python from `-v` on). */
export const skippedLink: LogRule = {
  name: "skipped-link",
  examples: [
    "Skipping link: 3.0 Requires-Python >=4.0: http://index.example/files/pyonly-3.0-py3-none-any.whl (from http://index.example/simple/pyonly/) (requires-python:>=4.0)",
    "Skipping link: none of the wheel's tags (cp39-cp39-win_amd64) are compatible (run pip debug --verbose to show compatible tags): http://index.example/files/platonly-1.0-cp39-cp39-win_amd64.whl (from http://index.example/simple/platonly/)",
    "Skipping link: yanked for reason: breaks builds: http://index.example/files/mixyank-1.1-py3-none-any.whl (from http://index.example/simple/mixyank/)",
    "Link requires a different Python (3.12.3 not in: '>=4.0'): http://index.example/files/pyonly-3.0-py3-none-any.whl (from http://index.example/simple/pyonly/) (requires-python:>=4.0)",
  ],
  starts: [SKIPPED, OTHER_PYTHON],
  kind: "skipped-link",
  level: "any",
  read: (line) =>
    line.message.startsWith(SKIPPED) ? readSkipped(line.message.slice(SKIPPED.length)) : readOtherPython(line.message),
};

function readSkipped(text: string): RuleResult {
  if (NOISE.some((noise) => text.startsWith(noise))) return "known";
  // An address holds no ": ", a reason can hold everything.
  const from = text.lastIndexOf(" (from ");
  const at = text.lastIndexOf(": ", from === -1 ? undefined : from);
  return at === -1 ? "known" : skipped(text.slice(0, at), text.slice(at + 2));
}

/** `Link requires a different Python (3.12.3 not in: '>=4.0'): http://…` */
function readOtherPython(text: string): RuleResult {
  const at = text.indexOf("): ");
  return at === -1 ? "known" : skipped(`Python ${text.slice(OTHER_PYTHON.length, at)}`, text.slice(at + 3));
}

function skipped(reason: string, link: string): RuleResult {
  const file = fileOfLink(link);
  const name = fileProject(file);
  return { kind: "skipped-link", name, version: fileVersion(file), file, reason: reason.slice(0, 500) };
}
