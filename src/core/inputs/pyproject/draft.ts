import { readEmbeddedRequirement } from "../embedded-requirement.ts";
import type { InputFile, InputIndex, InputNote, InputRequirement } from "../input.ts";
import type { Quoting } from "../quoting.ts";
import { type RequirementLine, readDependencySpecifier } from "../requirement-line.ts";
import type { LocatedProblem, LocatedRequirement } from "../requirement-set.ts";
import { placeOfSpan, problemOfSpan } from "../structured/document.ts";
import { embeddedOf } from "../structured/embed.ts";
import type {
  ListValue,
  StructuredDocument,
  StructuredValue,
  TableValue,
  TextValue,
  UnitSpan,
} from "../structured/value.ts";

/** What has been read of a pyproject.toml so far. */
export interface Draft {
  readonly document: StructuredDocument;
  readonly requirements: InputRequirement[];
  readonly constraints: LocatedRequirement[];
  readonly indexes: InputIndex[];
  readonly includes: InputFile["includes"][number][];
  readonly notes: InputNote[];
  readonly problems: LocatedProblem[];
  stepsLeft: number;
}

export type Group = InputRequirement["group"];

export function makeDraft(document: StructuredDocument): Draft {
  return {
    document,
    requirements: [],
    constraints: [],
    indexes: [],
    includes: [],
    notes: [],
    problems: [],
    stepsLeft: MOST_STEPS,
  };
}

export function addNote(draft: Draft, code: InputNote["code"], text: string, span: UnitSpan): void {
  draft.notes.push({ code, text, place: placeOfSpan(draft.document, span) });
}

export function addProblem(draft: Draft, span: UnitSpan, message: string, expected: string): void {
  draft.problems.push(problemOfSpan(draft.document, span, { code: "invalid-pyproject", message, expected }));
}

/** How many steps the groups and extras of a file may take that include each other: hostile ones would take for ever. */
const MOST_STEPS = 20_000;

/** Takes one step of them; false, and one problem, when there were too many. */
export function takeStep(draft: Draft): boolean {
  draft.stepsLeft -= 1;
  if (draft.stepsLeft === 0) {
    const message = "the groups and extras include each other too often";
    draft.problems.push(
      problemOfSpan(draft.document, { start: 0, end: 0 }, { code: "too-large", message, expected: null }),
    );
  }
  return draft.stepsLeft > 0;
}

export function quotingOf({ document }: Draft, { start }: TextValue): Quoting {
  return document.source.decoded.text[start] === "'" ? "toml-literal" : "toml-basic";
}

/** A requirement that is a whole string of the file; null, and a problem, when the string is none. */
export function readRequirement(
  draft: Draft,
  text: TextValue,
  group: Group,
  grammar: (text: string) => RequirementLine = readDependencySpecifier,
  quoting: Quoting = quotingOf(draft, text),
): InputRequirement | null {
  const standing = { embedded: embeddedOf(text), span: text.content, quoting, group };
  const read = readEmbeddedRequirement(draft.document.source, standing, grammar);
  if ("requirement" in read) return read.requirement;
  draft.problems.push(read.problem);
  return null;
}

/** The strings of a list; whatever is no list or no string is a problem. `null`: nothing is there. */
export function stringsOf(draft: Draft, value: StructuredValue | null, what: string): readonly TextValue[] {
  return itemsOf(draft, value, what).flatMap((item) => {
    if (item.kind === "text") return [item];
    addProblem(draft, item, `an item of ${what} is no string`, 'strings, e.g. ["numpy>=2"]');
    return [];
  });
}

export function itemsOf(draft: Draft, value: StructuredValue | null, what: string): readonly StructuredValue[] {
  if (value === null) return [];
  if (value.kind === "list") return (value satisfies ListValue).items;
  addProblem(draft, value, `${what} is no list`, 'a list of strings, e.g. ["numpy>=2"]');
  return [];
}

/** The entries of a table; whatever is no table is a problem. */
export function entriesOf(
  draft: Draft,
  value: StructuredValue | null,
  what: string,
): readonly (readonly [name: string, value: StructuredValue, key: UnitSpan])[] {
  if (value === null) return [];
  if (value.kind !== "table") {
    addProblem(draft, value, `${what} is no table`, `a table, [${what}]`);
    return [];
  }
  return [...(value satisfies TableValue).entries].map(([name, entry]) => [name, entry.value, entry.key] as const);
}
