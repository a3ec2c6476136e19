import type { LocatedProblem } from "../../inputs/requirement-set.ts";
import type { Finding } from "../../report/model.ts";
import type { Check } from "../find-findings.ts";

/** A file that is no text has thousands: they say no more than the first ones. */
const SHOWN = 50;

/** Lines of the user's that cannot be read, each on its place. What could be read is judged all the same. */
export const checkInvalidInput: Check = ({ problems = [] }) => ({ findings: problems.slice(0, SHOWN).map(toFinding) });

function toFinding({ file, line, column, message, expected }: LocatedProblem): Finding {
  return {
    code: "invalid-input",
    severity: "error",
    target: null,
    title: `${file}:${line}: cannot be read`,
    message: `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, "")}. It was left out.`,
    packages: [],
    places: [{ file, line, column }],
    evidence: [{ kind: "requirement", place: { file, line, column } }],
    remedies: expected === null ? [] : [{ text: `Expected: ${expected}.`, commands: [] }],
  };
}
