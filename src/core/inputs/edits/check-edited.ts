import type { InputFile } from "../input.ts";
import { readInputFile } from "../read-input.ts";
import { readDependencySpecifier, readRequirementLine } from "../requirement-line.ts";
import type { LocatedProblem } from "../requirement-set.ts";
import { type Edit, insertsLines } from "./edit.ts";
import { type OpenedFile, requirementAt } from "./opened-file.ts";

/**
 * Reads the edited file once more: it may have no problem that it did not have before, and its requirements have to be
 * those of before with the edited ones in their places. What a quotation got wrong would show here.
 */
export function checkEdited(opened: OpenedFile, bytes: Uint8Array, edits: readonly Edit[]): readonly LocatedProblem[] {
  const after = readInputFile({ path: opened.path, bytes });
  const fresh = newProblems(opened.input, after);
  if (fresh.length > 0) return fresh;
  const expected = meanings(opened.input, edits);
  const found = meanings(after, []);
  const at = expected.findIndex((meaning, index) => meaning !== found[index]);
  if (at === -1 && expected.length === found.length) return [];
  return edits.map(({ place, after: text }) => ({
    code: "edit-breaks-file",
    message: `with ${JSON.stringify(text)} here the file would say something else than was meant`,
    expected: "a requirement, in the form that its place has",
    ...place,
    offset: 0,
  }));
}

function newProblems(before: InputFile, after: InputFile): readonly LocatedProblem[] {
  const left = before.problems.map(signature);
  return after.problems.filter((problem) => {
    const index = left.indexOf(signature(problem));
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

const signature = ({ code, message }: LocatedProblem) => `${code} ${message}`;

/** What each requirement says, the edited ones as their edits want it. */
function meanings(file: InputFile, edits: readonly Edit[]): readonly string[] {
  const texts = new Map(
    edits.flatMap((edit) => {
      const requirement = insertsLines(edit) ? undefined : requirementAt(file, edit.place);
      return requirement === undefined ? [] : [[requirement.span.start, edit.after] as const];
    }),
  );
  const constraints = file.constraints.map((each) => ({ ...each, group: null }));
  return [...file.requirements, ...constraints].flatMap(({ span, text, group }) => {
    const own = texts.get(span.start) ?? text;
    const each = own === "" ? [] : own.split("\n");
    return each.map((one) => `${group?.kind} ${group?.name} ${meaningOf(one)}`);
  });
}

/** So that spaces and quotation marks do not count. */
function meaningOf(text: string): string {
  const named = readDependencySpecifier(text);
  if (named.ok) return named.value.requirement?.canonical ?? text;
  const read = readRequirementLine(text);
  return read.ok ? read.value.display : text;
}
