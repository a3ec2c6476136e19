import { decodeText } from "../decode.ts";
import type { InputFile } from "../input.ts";
import { readInputFile } from "../read-input.ts";
import type { LocatedRequirement } from "../requirement-set.ts";
import { makeSourceText, type SourceText } from "../source-text.ts";
import { readDocument } from "../structured/document.ts";

/** A file as it is before edits. */
export interface OpenedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly input: InputFile;
  readonly source: SourceText;
}

export function openForEdits({ path, bytes }: { readonly path: string; readonly bytes: Uint8Array }): OpenedFile {
  const input = readInputFile({ path, bytes });
  const isLines = input.kind === "requirements" || input.kind === "constraints";
  const source = isLines
    ? makeSourceText(path, decodeText(bytes))
    : readDocument({ path, bytes, limits: { bytes: bytes.length } }, () => ({ root: null, problems: [] })).source;
  return { path, bytes, input, source };
}

/** The requirement or constraint that begins at a place. */
export function requirementAt(
  { requirements, constraints }: InputFile,
  { line, column }: { readonly line: number; readonly column: number },
): LocatedRequirement | undefined {
  const isHere = ({ place }: LocatedRequirement) => place.line === line && place.column === column;
  return requirements.find(isHere) ?? constraints.find(isHere);
}
