import { WheelhouseError } from "../../core/error.ts";
import type { LocatedProblem } from "../../core/inputs/requirement-set.ts";

/** A file that is no text has thousands: they say no more than the first ones. */
const SHOWN_PROBLEMS = 20;

/** `file:line:column: what was seen; expected …`. */
export function toInputError(problem: LocatedProblem): WheelhouseError {
  const { file, line, column, message, expected, code } = problem;
  const isUnreadable = code === "unreadable-file";
  const place = isUnreadable ? "" : `${file}:${line}:${column}: `;
  const sentence = `${place}${message.replace(/\.$/, "")}${expected === null || isUnreadable ? "." : `; expected ${expected}.`}`;
  return new WheelhouseError(isUnreadable ? "unreadable-file" : "invalid-input", sentence, {
    hint: isUnreadable ? expected : "Correct the line, then run again.",
    places: [{ file, line, column }],
  });
}

/** One problem is thrown as it is; several become one error that lists them all. */
export function refuseInputs(problems: readonly WheelhouseError[]): void {
  const error = inputError(problems);
  if (error !== null) throw error;
}

/** The one error that stands for all of them; null for none. */
export function inputError(problems: readonly WheelhouseError[]): WheelhouseError | null {
  const [first] = problems;
  if (first === undefined) return null;
  if (problems.length === 1) return first;
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const more = problems.length - shown.length;
  const messages = [...shown.map(({ message }) => message), ...(more > 0 ? [`And ${more} more of that kind.`] : [])];
  const hints = new Set(problems.map(({ hint }) => hint).filter((hint) => hint !== null));
  return new WheelhouseError(first.code, `${problems.length} problems: ${messages.join(" ")}`, {
    hint: [...hints].join(" "),
    places: shown.flatMap(({ places }) => places),
    problems: messages,
  });
}
