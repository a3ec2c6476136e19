import type { LocatedProblem } from "../../inputs/requirement-set.ts";
import type { Finding } from "../../report/model.ts";
import { capitalised } from "../../wording.ts";
import type { Check } from "../find-findings.ts";

/** A file that is no text has thousands: they say no more than the first ones. */
const SHOWN = 50;

/** Lines of the user's that cannot be read, each on its place. What could be read is judged all the same. */
export const checkInvalidInput: Check = ({ problems = [] }) => ({ findings: problems.slice(0, SHOWN).map(toFinding) });

function toFinding({ code, file, line, column, message, expected }: LocatedProblem): Finding {
  // Of a file, the message begins with its name and `expected` is what to do.
  const isFile = code === "unreadable-file";
  const sentence = message.replace(/\.$/, "");
  const advice = isFile ? expected : `Expected: ${expected}.`;
  return {
    code: "invalid-input",
    severity: "error",
    target: null,
    title: isFile ? sentence.replace(/: .*$/s, "") : `${file}:${line}: cannot be read`,
    message: `${isFile ? sentence : capitalised(sentence)}. It was left out.`,
    packages: [],
    places: [{ file, line, column }],
    evidence: [{ kind: "requirement", place: { file, line, column } }],
    remedies: expected === null || advice === null ? [] : [{ text: advice, commands: [] }],
  };
}
