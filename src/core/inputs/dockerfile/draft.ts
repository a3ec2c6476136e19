import { byteOffset } from "../decode.ts";
import { type EmbeddedText, sourceIndex } from "../embedded-text.ts";
import type { InputFile, InputIndex, InputNote, InputOption, InputRequirement } from "../input.ts";
import type { LocatedProblem } from "../requirement-set.ts";
import { placeOf, problemIn, type SourceText } from "../source-text.ts";

/** What has been read of a Dockerfile so far. */
export interface Draft {
  readonly source: SourceText;
  readonly requirements: InputRequirement[];
  readonly indexes: InputIndex[];
  readonly options: InputOption[];
  readonly includes: InputFile["includes"][number][];
  readonly notes: InputNote[];
  readonly problems: LocatedProblem[];
}

export function makeDraft(source: SourceText): Draft {
  return { source, requirements: [], indexes: [], options: [], includes: [], notes: [], problems: [] };
}

export function placeIn(draft: Draft, embedded: EmbeddedText): InputNote["place"] {
  return placeOf(draft.source, sourceIndex(embedded, 0));
}

export function addNote(draft: Draft, code: InputNote["code"], text: string, embedded: EmbeddedText): void {
  draft.notes.push({ code, text, place: placeIn(draft, embedded) });
}

export function addUnclosed(draft: Draft, unit: number): void {
  if (draft.problems.some(({ offset }) => offset === byteOffset(draft.source.decoded, unit))) return;
  const message = "a quotation mark or parenthesis is not closed";
  draft.problems.push(
    problemIn(draft.source, unit, "invalid-command", message, "its counterpart before the command ends"),
  );
}
