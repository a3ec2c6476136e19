import { byteOffset, type DecodedText, decodeText, unitAtByte } from "./decode.ts";
import { canEncode, encodeText, encodeUtf8WithMark } from "./encode.ts";
import type {
  ByteSpan,
  LocatedRequirement,
  RequirementInclude,
  RequirementOption,
  RequirementsFile,
} from "./requirement-set.ts";
import { quoteShellWord } from "./shell-words.ts";
import { applyTextEdits, type TextEdit } from "./text-edit.ts";

/** One change of a requirements file; the objects are those of the file that was parsed from the same bytes. */
export type RequirementsChange =
  | { readonly kind: "set-option"; readonly option: RequirementOption; readonly value: string }
  | { readonly kind: "drop-option"; readonly option: RequirementOption }
  | { readonly kind: "set-include"; readonly include: RequirementInclude; readonly path: string }
  /** `text` is a whole requirement with its marker, e.g. `numpy==2.1.0 ; python_version < "3.13"`. */
  | { readonly kind: "set-requirement"; readonly requirement: LocatedRequirement; readonly text: string }
  /** Lower-case hex digests, added as `--hash=sha256:…` behind what the line has. */
  | { readonly kind: "add-hashes"; readonly requirement: LocatedRequirement; readonly sha256: readonly string[] };

/**
 * Applies changes to the bytes that `file` was parsed from. Every byte outside of the changes stays, and every line keeps
 * its number: where a change replaces text that went over several lines, the continuations stay behind it. When the new
 * text has characters that the file's encoding may lack, the whole file becomes UTF-8 with a byte order mark, which pip
 * honours before any coding comment.
 * @throws RangeError when a new text cannot stand in one line, or when changes overlap: both are mistakes of the caller.
 */
export function rewriteRequirementsFile(
  file: RequirementsFile,
  bytes: Uint8Array,
  changes: readonly RequirementsChange[],
): Uint8Array {
  if (changes.length === 0) return bytes;
  const decoded = decodeText(bytes);
  if (decoded.encoding === null) throw new RangeError(`${file.path} could not be read, so it cannot be changed`);
  const edits = withoutRepetitions(changes.flatMap(toReplacements)).map((replacement) => toEdit(decoded, replacement));
  if (!edits.every(({ text }) => canEncode(text, decoded.encoding))) {
    return encodeUtf8WithMark(applyTextEdits(decoded.text, edits));
  }
  return spliceBytes(bytes, decoded, edits);
}

/** Bytes to be replaced by a text. */
interface Replacement {
  readonly span: ByteSpan;
  readonly text: string;
}

function toReplacements(change: RequirementsChange): readonly Replacement[] {
  switch (change.kind) {
    case "set-option":
      return [{ span: change.option.span, text: `${change.option.name} ${quoteShellWord(change.value)}` }];
    case "drop-option":
      // A word that pip ignored behind the option would become a requirement.
      return [change.option.span, ...change.option.strayWords].map((span) => ({ span, text: "" }));
    case "set-include": {
      const option = change.include.kind === "requirements" ? "-r" : "-c";
      return [{ span: change.include.span, text: `${option} ${quoteShellWord(change.path)}` }];
    }
    case "set-requirement":
      return [{ span: change.requirement.span, text: change.text }];
    case "add-hashes": {
      const { end } = change.requirement;
      return [{ span: { start: end, end }, text: change.sha256.map((digest) => ` --hash=sha256:${digest}`).join("") }];
    }
  }
}

/** Two options dropped from one line name the same stray words. */
function withoutRepetitions(replacements: readonly Replacement[]): readonly Replacement[] {
  const dropped = new Set<string>();
  return replacements.filter(({ span, text }) => {
    const key = `${span.start}-${span.end}`;
    if (text !== "" || !dropped.has(key)) {
      if (text === "") dropped.add(key);
      return true;
    }
    return false;
  });
}

/** Line ends as `str.splitlines` knows them; a comment; a continuation. */
const BREAKS_LINE = /[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|(?:^|\s)#|\\$/;

function toEdit(decoded: DecodedText, { span, text }: Replacement): TextEdit {
  if (BREAKS_LINE.test(text))
    throw new RangeError(`${JSON.stringify(text)} cannot stand in a line of a requirements file`);
  const start = unitAtByte(decoded, span.start);
  const end = unitAtByte(decoded, span.end);
  const continuations = decoded.text.slice(start, end).match(/\\(?:\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029])/g) ?? [];
  return { start, end, text: text + continuations.join("") };
}

function spliceBytes(bytes: Uint8Array, decoded: DecodedText, edits: readonly TextEdit[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const start = byteOffset(decoded, edit.start);
    if (start < kept) throw new RangeError("two changes of a requirements file overlap");
    pieces.push(bytes.subarray(kept, start), encodeText(edit.text, decoded.encoding));
    kept = byteOffset(decoded, edit.end);
  }
  pieces.push(bytes.subarray(kept));
  return concatBytes(pieces);
}

function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
