import type { EventOf } from "../../event.ts";
import type { ResolverCandidate } from "../../events/resolver.ts";
import type { Block, LogRule } from "../../rule.ts";

type Reason = EventOf<"rejected">["because"][number];

const REQUESTED = "The user requested ";
const CONSTRAINT = "(constraint) ";
const DEPENDS = " depends on ";
const REASONS_KEPT = 500;

/**
 * Why pip passes a candidate over (`-vv` and `--log`, pip ≥ 23.1; up to 25.2 only at the 1st, 8th and 13th time for a
 * package). The newest requirement stands last: the candidate is the one that makes it.
 */
export const differentCandidate: LogRule = {
  name: "different-candidate",
  examples: [
    "Will try a different candidate, due to conflict:",
    "    The user requested leaf>=2",
    "    app-c 1.16 depends on leaf<2",
  ],
  starts: ["Will try a different candidate, due to conflict:"],
  level: "top",
  read: makeReasons,
};

function makeReasons(): Block {
  const because: Reason[] = [];
  let newest: { readonly candidate: ResolverCandidate; readonly line: number } | null = null;
  return {
    take(line) {
      const reason = line.indent === 4 ? readReason(line.text) : null;
      if (reason === null) return false;
      if (because.length < REASONS_KEPT) because.push(reason);
      if (reason.requirer !== null) newest = { candidate: reason.requirer, line: line.number };
      return true;
    },
    close: () => (newest === null ? null : { kind: "rejected", because, ...newest }),
  };
}

function readReason(text: string): Reason | null {
  if (text.startsWith(REQUESTED)) {
    const rest = text.slice(REQUESTED.length);
    return { requirement: rest.startsWith(CONSTRAINT) ? rest.slice(CONSTRAINT.length) : rest, requirer: null };
  }
  const at = text.indexOf(DEPENDS);
  const space = text.lastIndexOf(" ", at - 1);
  if (at < 1 || space < 1) return null;
  const [, name = "", extras = ""] = /^([^[]+)(?:\[([^\]]+)\])?$/.exec(text.slice(0, space)) ?? [];
  if (name === "") return null;
  return {
    requirement: text.slice(at + DEPENDS.length),
    requirer: {
      name,
      version: text.slice(space + 1, at),
      origin: "link",
      ...(extras === "" ? {} : { extras: extras.split(",") }),
    },
  };
}
