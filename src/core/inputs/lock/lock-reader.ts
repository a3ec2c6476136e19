import { type Marker, type MarkerTree, parseMarker } from "../../pep/marker.ts";
import { makeMarker } from "../../pep/marker-grammar.ts";
import { normalizeName } from "../../pep/name.ts";
import type { Place } from "../../report/model.ts";
import type { InputFile, InputIndex, InputKind, InputNote, LockedPackage, LockFacts } from "../input.ts";
import { makeInputFile } from "../make-input.ts";
import type { LocatedProblem } from "../requirement-set.ts";
import { placeOfSpan, problemInString, problemOfSpan } from "../structured/document.ts";
import {
  findText,
  itemsAt,
  type StructuredDocument,
  type StructuredValue,
  stringAt,
  type TextValue,
  type UnitSpan,
} from "../structured/value.ts";

/** A lock file as a person or tool wrote it. */
export interface LockInput {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Lock files of large projects have tens of megabytes. */
export const LOCK_LIMIT = 64 * 1024 * 1024;

/** What the readers of locks share: the document, what was noted on the way, and the markers that were read already. */
export interface LockReader {
  readonly document: StructuredDocument;
  readonly problems: LocatedProblem[];
  readonly notes: InputNote[];
  /** By text: a lock repeats few markers thousands of times. */
  readonly markers: Map<string, Marker | null>;
}

/** Where to point for what is missing. */
export const START: UnitSpan = { start: 0, end: 0 };

export function makeLockReader(document: StructuredDocument): LockReader {
  return { document, problems: [...document.problems], notes: [], markers: new Map() };
}

export function placeIn(reader: LockReader, span: UnitSpan): Place {
  return placeOfSpan(reader.document, span);
}

/** Notes what is not as the format has it, where it stands. */
export function misplaced(reader: LockReader, span: UnitSpan, message: string, expected: string): void {
  reader.problems.push(problemOfSpan(reader.document, span, { code: "invalid-lock", message, expected }));
}

export function note(reader: LockReader, code: InputNote["code"], text: string, span: UnitSpan): void {
  reader.notes.push({ code, text, place: placeIn(reader, span) });
}

/** The marker at a key; null when there is none, or it is none: then a problem says so. */
export function readMarkerAt(reader: LockReader, value: StructuredValue, key: string): Marker | null {
  const text = findText(value, key);
  return text === null ? null : readMarker(reader, text);
}

export function readMarker(reader: LockReader, text: TextValue): Marker | null {
  const known = reader.markers.get(text.value);
  if (known !== undefined) return known;
  const marker = parseMarker(text.value);
  if (!marker.ok) {
    reader.problems.push(...marker.problems.map((problem) => problemInString(reader.document, text, problem)));
  }
  const value = marker.ok ? marker.value : null;
  reader.markers.set(text.value, value);
  return value;
}

/** The markers of a list at a key. */
export function readMarkersAt(reader: LockReader, value: StructuredValue | null, key: string): readonly Marker[] {
  return itemsAt(value, key).flatMap((item) => {
    const marker = item.kind === "text" ? readMarker(reader, item) : null;
    return marker === null ? [] : [marker];
  });
}

/** Holds where one of them holds; null for none. */
export function anyMarker(markers: readonly Marker[]): Marker | null {
  const [first] = markers;
  if (first === undefined || markers.length === 1) return first ?? null;
  return makeMarker({ kind: "or", parts: markers.map(({ tree }) => (tree.kind === "or" ? inGroup(tree) : tree)) });
}

/** Holds where all of them hold; null for none. */
export function allOf(trees: readonly MarkerTree[]): Marker | null {
  const [first] = trees;
  if (first === undefined) return null;
  if (trees.length === 1) return makeMarker(first);
  return makeMarker({ kind: "and", parts: trees.map((tree) => (tree.kind === "or" ? inGroup(tree) : tree)) });
}

function inGroup(tree: MarkerTree): MarkerTree {
  return { kind: "group", inner: tree };
}

/** Normalised names of a list of strings. */
export function namesAt(value: StructuredValue | null, ...keys: readonly string[]): readonly string[] {
  return itemsAt(value, ...keys).flatMap((item) => (item.kind === "text" ? [normalizeName(item.value)] : []));
}

export function requiresPythonAt(
  reader: LockReader,
  value: StructuredValue | null,
  ...keys: readonly string[]
): InputFile["requiresPython"] {
  const text = findText(value, ...keys);
  return text === null ? null : { text: text.value, place: placeIn(reader, text) };
}

/** A format that is newer than this reader: it is read as far as its words are known. */
export function noteNewerFormat(reader: LockReader, version: string | null, known: RegExp, span: UnitSpan): void {
  if (version === null || known.test(version)) return;
  const text = `The file has version ${version.slice(0, 20)} of its format, which is newer than this reader: what is new in it is passed over.`;
  note(reader, "unreadable-part", text, span);
}

export function finishLock(
  reader: LockReader,
  kind: InputKind,
  parts: Partial<Omit<InputFile, "path" | "kind">> & { readonly lock: LockFacts },
): InputFile {
  const problems = reader.problems.sort((a, b) => a.offset - b.offset);
  const indexes = indexesOf(parts.locked ?? []);
  return makeInputFile(reader.document.source.path, kind, { indexes, ...parts, notes: reader.notes, problems });
}

/** Those that the packages name, each where it is named first. They count for nothing else. */
function indexesOf(locked: readonly LockedPackage[]): readonly InputIndex[] {
  const first = new Map<string, InputIndex>();
  for (const { indexUrl: url, place } of locked) {
    if (url !== null && !first.has(url)) first.set(url, { name: null, url, kind: "index", explicit: true, place });
  }
  return [...first.values()];
}

/** Integer or text: lock formats number themselves in both ways. */
export function versionAt(value: StructuredValue | null, key: string): string | null {
  const found = value?.kind === "table" ? value.entries.get(key)?.value : undefined;
  return found?.kind === "number" ? String(found.value) : stringAt(found ?? null);
}
