import type { EventOf, HashMissing } from "../../event.ts";
import { splitFrom } from "../../names.ts";
import type { Block, LogRule } from "../../rule.ts";

type Reason = EventOf<"hash-missing">["reason"];

/** Heads of pip's lists under `--require-hashes` (exceptions, `HashError` and its kinds). */
const HEADS: readonly (readonly [start: string, reason: Reason])[] = [
  ["Hashes are required in --require-hashes mode, but they are missing from some requirements", "hash"],
  ["In --require-hashes mode, all requirements must have their versions pinned with ==", "pin"],
  ["Can't verify hashes for these requirements because we don't have a way to hash version control", "vcs"],
  ["Can't verify hashes for these file:// requirements because they point to directories", "directory"],
];
const HASH = /^(\S+) --hash=(\S+)$/;
const KEPT = 500;

/** `--require-hashes`, and some requirement has none or cannot have one. */
export const hashMissing: LogRule = {
  name: "hash-missing",
  examples: [
    "ERROR: Hashes are required in --require-hashes mode, but they are missing from some requirements. Here is a list …",
    "    app-a==1.0 --hash=sha256:b51eddcb",
  ],
  starts: HEADS.map(([start]) => start),
  level: "any",
  read(line) {
    const found = HEADS.find(([start]) => line.message.startsWith(start));
    return found === undefined || line.indent > 0 ? null : makeList(found[1]);
  },
};

function makeList(reason: Reason): Block {
  const requirements: HashMissing[] = [];
  return {
    take(line) {
      if (line.indent !== 4 || line.text === "") return false;
      if (requirements.length < KEPT) requirements.push(readRow(line.text));
      return true;
    },
    close: () => ({ kind: "hash-missing", reason, requirements }),
  };
}

/** `a==1.0 --hash=sha256:…`, or `a<2 from <address> (from <who asked>)`. */
function readRow(text: string): HashMissing {
  const [, pinned, hash = null] = HASH.exec(text) ?? [];
  if (pinned !== undefined) return { requirement: pinned, hash, from: null };
  const { requirement, from } = splitFrom(text);
  const at = requirement.indexOf(" from ");
  return { requirement: at === -1 ? requirement : requirement.slice(0, at), hash: null, from };
}
