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
import { spliceBytes } from "./splice-bytes.ts";
import { applyTextEdits, type TextEdit } from "./text-edit.ts";

/** One change of a requirements file; the objects are those of the file that was parsed from the same bytes. */
export type RequirementsChange =
  | { readonly kind: "set-option"; readonly option: RequirementOption; readonly value: string }
  /** For `--trusted-host`: the line becomes empty; where other words share it, the host becomes 127.0.0.1. */
  | { readonly kind: "drop-option"; readonly option: RequirementOption }
  | { readonly kind: "set-include"; readonly include: RequirementInclude; readonly path: string }
  /** `text` is a whole requirement with its marker, e.g. `numpy==2.1.0 ; python_version < "3.13"`. */
  | { readonly kind: "set-requirement"; readonly requirement: LocatedRequirement; readonly text: string }
  /** Lower-case hex digests, added as `--hash=sha256:…` behind what the line has. */
  | { readonly kind: "add-hashes"; readonly requirement: LocatedRequirement; readonly sha256: readonly string[] };

/**
 * Applies changes to the bytes that `file` was parsed from. Every byte outside of the changes stays, and every line keeps
 * its number: where a change replaces text that went over several lines, the continuations stay before it. When the new
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
  const edits = changes.map((change) => toEdit(decoded, toReplacement(change, decoded)));
  if (!edits.every(({ text }) => canEncode(text, decoded.encoding))) {
    return encodeUtf8WithMark(applyTextEdits(decoded.text, edits));
  }
  return spliceText(bytes, decoded, edits);
}

/** Bytes to be replaced by a text. */
interface Replacement {
  readonly span: ByteSpan;
  readonly text: string;
}

function toReplacement(change: RequirementsChange, decoded: DecodedText): Replacement {
  switch (change.kind) {
    case "set-option":
      return { span: change.option.span, text: `${change.option.name} ${quoteShellWord(change.value)}` };
    case "drop-option":
      return { span: change.option.span, text: leavesNothing(change.option, decoded) ? "" : NEUTRAL_OPTION };
    case "set-include": {
      const option = change.include.kind === "requirements" ? "-r" : "-c";
      return { span: change.include.span, text: `${option} ${quoteShellWord(change.path)}` };
    }
    case "set-requirement":
      return { span: change.requirement.span, text: change.text };
    case "add-hashes": {
      const { end } = change.requirement;
      return { span: { start: end, end }, text: change.sha256.map((digest) => ` --hash=sha256:${digest}`).join("") };
    }
  }
}

/**
 * What a dropped option becomes where other words share its line: deleting it would turn a word that pip ignored behind
 * it into a requirement, or end a continuation. The hosts that serve a rewritten file are on this machine anyway.
 */
const NEUTRAL_OPTION = "--trusted-host 127.0.0.1";

/** Whether an option stands alone on its line, but for a comment that does not go on. */
function leavesNothing(option: RequirementOption, decoded: DecodedText): boolean {
  const rest = /^.*/.exec(decoded.text.slice(unitAtByte(decoded, option.span.end)))?.[0] ?? "";
  return option.alone && /^\s*(?:#.*)?$/.test(rest) && !/\\\r?$/.test(rest);
}

/** Line ends as `str.splitlines` knows them; a comment; a continuation. */
const BREAKS_LINE = /[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|(?:^|\s)#|\\$/;

function toEdit(decoded: DecodedText, { span, text }: Replacement): TextEdit {
  if (BREAKS_LINE.test(text))
    throw new RangeError(`${JSON.stringify(text)} cannot stand in a line of a requirements file`);
  const start = unitAtByte(decoded, span.start);
  const end = unitAtByte(decoded, span.end);
  const continuations = decoded.text.slice(start, end).match(/\\(?:\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029])/g) ?? [];
  // The text goes last, so that a comment behind it does not come to stand alone on its line.
  return { start, end, text: continuations.join("") + text };
}

function spliceText(bytes: Uint8Array, decoded: DecodedText, edits: readonly TextEdit[]): Uint8Array {
  const splices = edits.map(({ start, end, text }) => ({
    start: byteOffset(decoded, start),
    end: byteOffset(decoded, end),
    content: encodeText(text, decoded.encoding),
  }));
  return spliceBytes(bytes, splices);
}
