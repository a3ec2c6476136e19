import type { Problem } from "../../problem.ts";
import type { Place } from "../../report/model.ts";
import { byteOffset } from "../decode.ts";
import { decodeUtf8 } from "../decode-utf8.ts";
import type { ByteSpan, LocatedProblem } from "../requirement-set.ts";
import { makeSourceText, placeOf, problemIn, type SourceText } from "../source-text.ts";
import {
  STRUCTURED_LIMITS,
  type StructuredDocument,
  type StructuredLimits,
  type StructuredValue,
  type TextValue,
  type UnitSpan,
} from "./value.ts";

/** A file to be read. `path` is what places are given. */
export interface StructuredFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly limits?: Partial<StructuredLimits>;
}

/** What a format adds: the value, and what is wrong with the text. It never throws. */
export type StructuredFormat = (
  source: SourceText,
  limits: StructuredLimits,
) => { readonly root: StructuredValue | null; readonly problems: readonly LocatedProblem[] };

/** Decodes a file as UTF-8, with or without its mark, and reads it. What is too large or no text is a problem. */
export function readDocument(file: StructuredFile, format: StructuredFormat): StructuredDocument {
  const limits = { ...STRUCTURED_LIMITS, ...file.limits };
  const { bytes, path } = file;
  const refuse = (code: string, message: string, expected: string): StructuredDocument => {
    const source = makeSourceText(path, decodeUtf8(bytes.subarray(0, 0), 0));
    return { source, root: null, problems: [problemIn(source, 0, code, message, expected)] };
  };
  if (bytes.length > limits.bytes) {
    return refuse("too-large", `the file has ${bytes.length} bytes`, `at most ${limits.bytes} bytes`);
  }
  if (isUtf16(bytes)) return refuse("unknown-encoding", "the file is saved as UTF-16", "a file saved as UTF-8");
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const source = makeSourceText(path, decodeUtf8(bytes, hasMark ? 3 : 0));
  const undecodable = source.decoded.faults
    .slice(0, limits.problems)
    .map((unit) => problemIn(source, unit, "undecodable-bytes", "bytes that are not utf-8", "a file saved as UTF-8"));
  const { root, problems } = format(source, limits);
  const all = [...undecodable, ...problems].sort((a, b) => a.offset - b.offset);
  return { source, root, problems: all.slice(0, limits.problems) };
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return bytes.length >= 2 && (first === 0) !== (second === 0);
}

/** Where something begins, for people: line and column from 1, in code points. */
export function placeOfSpan(document: StructuredDocument, span: UnitSpan): Place {
  return placeOf(document.source, span.start);
}

export function bytesOfSpan(document: StructuredDocument, span: UnitSpan): ByteSpan {
  const { decoded } = document.source;
  return { start: byteOffset(decoded, span.start), end: byteOffset(decoded, span.end) };
}

/** Unit of the source at which a unit of a string's value stands, escapes and line ends counted. */
export function sourceUnit(text: TextValue, offset: number): number {
  if (text.offsets !== null) return text.offsets[Math.min(offset, text.offsets.length - 1)] ?? text.content.end;
  return Math.min(text.content.start + offset, text.content.end);
}

/** A problem that begins where something stands. */
export function problemOfSpan(
  document: StructuredDocument,
  span: UnitSpan,
  { code, message, expected }: Pick<Problem, "code" | "message" | "expected">,
): LocatedProblem {
  return problemIn(document.source, span.start, code, message, expected);
}

/** A problem that a parser found inside a string (its offset is in the string's value), at its place in the file. */
export function problemInString(
  document: StructuredDocument,
  text: TextValue,
  { code, message, expected, offset }: Pick<Problem, "code" | "message" | "expected" | "offset">,
): LocatedProblem {
  return problemIn(document.source, sourceUnit(text, offset), code, message, expected);
}
