import { requirementName, splitFrom } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

const START = "Requirement ";
/** The words after the first three are the legacy resolver's. */
const HEAD = /^(?:already satisfied|already up-to-date|not upgraded as not directly required)[^:]{0,40}: /;
/** The location may hold spaces; the version is the last pair of parentheses. */
const TAIL = /^(.+) \(([^()]+)\)$/;

/** Nothing to do: the environment has it. */
export const alreadySatisfied: LogRule = {
  name: "already-satisfied",
  examples: ["Requirement already satisfied: six>=1.5 in /usr/lib/python3/dist-packages (from demo) (1.16.0)"],
  starts: ["Requirement already ", "Requirement not upgraded "],
  kind: "already-satisfied",
  level: "top",
  read(line) {
    const said = line.message.slice(START.length);
    const rest = said.replace(HEAD, "");
    if (rest === said) return null;
    const [, head = rest, version = null] = TAIL.exec(rest) ?? [];
    const at = head.indexOf(" in ");
    if (at === -1) return null;
    const requirement = head.slice(0, at);
    const { requirement: location, from } = splitFrom(head.slice(at + " in ".length));
    const asked = from === null ? {} : { from };
    return { kind: "already-satisfied", requirement, name: requirementName(requirement), ...asked, location, version };
  },
};
