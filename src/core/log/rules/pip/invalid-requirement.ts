import type { LogLine } from "../../reader/line.ts";
import type { Block, LogRule } from "../../rule.ts";

const START = "Invalid requirement: ";
/** 24.1… with a reason; before, the reason stands on the lines below or nowhere. */
const QUOTED = /^(?:'([^']*)'|"([^"]*)")(?:: (.+))?$/;
const PLACE = /\(from line (\d{1,9}) of ([^()]+)\)$/;
const KEPT = 12;

/** A line of the user's that is no requirement; pip may point at the place with a caret. */
export const invalidRequirement: LogRule = {
  name: "invalid-requirement",
  examples: [
    "ERROR: Invalid requirement: 'leaf>>1': Expected end or semicolon (after name and no valid version specifier)",
    "    leaf>>1",
    "        ^ (from line 1 of requirements.txt)",
    "Hint: = is not a valid operator. Did you mean == ?",
  ],
  starts: [START],
  level: "any",
  read(line) {
    if (line.label !== "ERROR" && line.label !== "WARNING") return null;
    const text = line.message.slice(START.length);
    const [, single, double, reason = null] = QUOTED.exec(text.replace(PLACE, "").trimEnd()) ?? [];
    return makeRequirement(single ?? double ?? text, reason, PLACE.exec(text));
  },
};

function makeRequirement(requirement: string, said: string | null, head: RegExpExecArray | null): Block {
  let [, number = null, file = null] = head ?? [];
  let hint: string | null = null;
  let taken = 0;
  const belongs = (line: LogLine): boolean =>
    line.label === null && (line.indent >= 4 || /^(?:Hint: |\s*\^)/.test(line.text) || PLACE.test(line.text));
  return {
    take(line) {
      if (line.text === "" || !belongs(line) || taken === KEPT) return false;
      taken += 1;
      const place = PLACE.exec(line.text);
      if (place !== null) [, number = null, file = null] = place;
      if (line.text.startsWith("Hint: ")) hint = line.text.replace(PLACE, "").trimEnd();
      return true;
    },
    close: () => ({
      kind: "invalid-requirement",
      requirement,
      reason: [said, hint].filter((text) => text !== null).join(" · ") || null,
      file,
      line: number === null ? null : Number(number),
    }),
  };
}
