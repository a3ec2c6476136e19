import { applyEdits, type Edit } from "../../inputs/apply-edits.ts";
import { decodeText } from "../../inputs/decode.ts";
import { redactUrls } from "../../inputs/redact-url.ts";
import type { Fix, FixEdit } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { terminalText } from "../escape.ts";
import type { InputFile } from "../extras.ts";

/** The user's files after a fix, and what is to be said behind them. */
export interface EditedInputs {
  readonly files: readonly InputFile[];
  /** Without "#". */
  readonly notes: readonly string[];
}

/**
 * Each edit with its reason as a comment above its line; at the end, where a comment cannot stand there. Edits of other
 * files are only told. Null when the files do not take the edits.
 */
export function editedInputs(inputs: readonly InputFile[], { edits }: Fix): EditedInputs | null {
  const contents = new Map(inputs.map(({ path, bytes }) => [path, bytes]));
  const own = edits.filter(({ place }) => contents.has(place.file));
  const elsewhere = edits.filter((edit) => !own.includes(edit)).map((edit) => `also to be done: ${placedWords(edit)}`);
  const commented = applyEdits(contents, [...own.map((edit) => commentAbove(edit, contents)), ...own]);
  const edited = commented.ok ? commented : applyEdits(contents, own);
  if (!edited.ok) return null;
  return {
    files: inputs.map(({ path, bytes }) => ({ path, bytes: edited.value.get(path) ?? bytes })),
    notes: [...(commented.ok ? [] : own.map(placedWords)), ...elsewhere],
  };
}

/** A comment that every encoding can write, and that declares none itself (PEP 263). */
export function commentOf(text: string): string {
  const plain = terminalText(clip(redactUrls(text), 300)).replaceAll("→", "->");
  return `# ${plain.replaceAll(/[^ -~]/g, "?").replaceAll(/coding(?=[:=])/g, "coding ")}`;
}

function commentAbove(edit: FixEdit, contents: ReadonlyMap<string, Uint8Array>): Edit {
  const { file, line } = edit.place;
  const { text } = decodeText(contents.get(file) ?? new Uint8Array());
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { place: { file, line, column: 1 }, before: "", after: `${commentOf(reasonOf(edit))}${newline}` };
}

function reasonOf({ before, reason }: FixEdit): string {
  return `was ${before}${reason === undefined ? "" : `: ${reason}`}`;
}

function placedWords(edit: FixEdit): string {
  const { place, after } = edit;
  return `${place.file}:${place.line}: ${after === "" ? "(nothing)" : after}, ${reasonOf(edit)}`;
}
