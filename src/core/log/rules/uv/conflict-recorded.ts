import type { LogRule } from "../../rule.ts";
import { readUvCandidate, readUvName } from "../../uv/debug-names.ts";

/** `-v`: a candidate cannot be with the others (uv ≥ 0.5.10), and what the resolver does about it. */
export const conflictRecorded: LogRule = {
  name: "conflict-recorded",
  examples: [
    "DEBUG Recording unit propagation conflict of wavering from incompatibility of (wavering, shared-lib)",
    "DEBUG Recording dependency conflict of wavering==1.2 from incompatibility of (wavering, shared-lib)",
    "DEBUG Package shared-lib has too many conflicts (affected), prioritizing",
    "DEBUG Backtracked 3 decisions",
  ],
  starts: ["DEBUG Recording ", "DEBUG Package ", "DEBUG Backtracked "],
  level: "top",
  read(line) {
    const match =
      /^DEBUG Recording (?:unit propagation|dependency) conflict of ([^(]+) from incompatibility of \((.+)\)$/.exec(
        line.text,
      );
    if (match?.[1] !== undefined && match[2] !== undefined) {
      const among = match[2].split(", ").map(readUvName);
      return { kind: "conflict-recorded", candidate: readUvCandidate(match[1]), among };
    }
    const count = /^DEBUG Backtracked (\d{1,9}) decisions?$/.exec(line.text)?.[1];
    if (count !== undefined) return { kind: "backtracked", decisions: Number(count) };
    return /^DEBUG Package .+ has too many conflicts \((?:affected|culprit)\)/.test(line.text) ? "known" : null;
  },
};
