/** Words that make a statement out of a name: a part of a sentence without them belongs to a neighbour. */
const VERB =
  / (?:was|were|is|are|has|have|had|does|do|depends?|requires?|needs|cannot|could) |^(?:you|your|only|there) /;
/** Verbs that a list of names can follow. */
const TAKES_LIST = / (?:depends? on|requires?|one of:|all of:|available:) |^you require /;
/** Verbs that a list of names can precede. */
const ENDS_LIST = / are (?:incompatible|available)/;

/**
 * Cuts `a depends on b and c, and d and e are incompatible` at the words "and" that stand between statements, and at no
 * other. Texts of uv are no language: where a cut is not sure, parts stay together.
 */
export function splitPremise(premise: string): readonly string[] {
  const statements: string[] = [];
  let waiting = "";
  for (const part of splitAtAnd(premise)) {
    const last = statements.at(-1);
    if (VERB.test(` ${part} `) || VERB.test(part)) {
      const joined = waiting !== "" && ENDS_LIST.test(part);
      if (waiting !== "" && !joined) statements.push(waiting);
      statements.push(joined ? `${waiting} and ${part}` : part);
      waiting = "";
    } else if (waiting === "" && last !== undefined && TAKES_LIST.test(` ${last} `)) {
      statements[statements.length - 1] = `${last} and ${part}`;
    } else {
      waiting = waiting === "" ? part : `${waiting} and ${part}`;
    }
  }
  if (waiting !== "") statements.push(waiting);
  return statements;
}

/** Not inside of a marker: `x{python_version >= '3.9' and sys_platform == 'linux'}`. */
export function splitAtAnd(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const match of text.matchAll(/[{}]|,? and /g)) {
    if (match[0] === "{") depth += 1;
    else if (match[0] === "}") depth -= 1;
    else if (depth === 0) {
      parts.push(text.slice(from, match.index));
      from = match.index + match[0].length;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
