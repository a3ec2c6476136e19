import { byteOffset } from "./decode.ts";
import { type EmbeddedText, sourceIndex } from "./embedded-text.ts";
import type { InputRequirement } from "./input.ts";
import type { Quoting } from "./quoting.ts";
import type { RequirementLine } from "./requirement-line.ts";
import type { LocatedProblem } from "./requirement-set.ts";
import { placeOf, problemIn, type SourceText } from "./source-text.ts";

/** A requirement's text where it stands in a file of another format. */
export interface Standing {
  readonly embedded: EmbeddedText;
  /** What an edit replaces, in units of the file's text. */
  readonly span: { readonly start: number; readonly end: number };
  readonly quoting: Quoting;
  readonly group: InputRequirement["group"];
}

/** Reads a requirement that is embedded in a file; its place, and the place of its problem, are those in the file. */
export function readEmbeddedRequirement(
  source: SourceText,
  { embedded, span, quoting, group }: Standing,
  grammar: (text: string) => RequirementLine,
): { readonly requirement: InputRequirement } | { readonly problem: LocatedProblem } {
  const reading = grammar(embedded.text);
  if (!reading.ok) {
    const { offset, code, message, expected } = reading.problem;
    return { problem: problemIn(source, sourceIndex(embedded, offset), code, message, expected) };
  }
  const place = placeOf(source, sourceIndex(embedded, 0));
  const bytes = { start: byteOffset(source.decoded, span.start), end: byteOffset(source.decoded, span.end) };
  const requirement: InputRequirement = {
    ...reading.value,
    text: embedded.text,
    place,
    pipLine: place.line,
    hashes: [],
    configSettings: [],
    globalOptions: [],
    span: bytes,
    end: bytes.end,
    quoting,
    group,
  };
  return { requirement };
}
