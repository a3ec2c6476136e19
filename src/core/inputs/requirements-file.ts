import { decodeText } from "./decode.ts";
import { sourceIndex } from "./embedded-text.ts";
import { type LineEntry, readLine } from "./file-line.ts";
import { type LogicalLine, logicalLines } from "./logical-lines.ts";
import type { FileKind, LocatedProblem, RequirementsFile, VariableUse } from "./requirement-set.ts";
import { makeSourceText, placeOf, problemIn, type SourceText } from "./source-text.ts";

/**
 * Reads a requirements or constraints file as pip 26 does, from its bytes. Nothing is fetched, no variable replaced, no
 * path looked at. Every logical line ends up as requirement, option, include, ignored text or problem; one problem does
 * not hide the next. `path` is what places are given.
 */
export function parseRequirementsFile(input: {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly kind?: FileKind;
}): RequirementsFile {
  const { path, bytes, kind = "requirements" } = input;
  const decoded = decodeText(bytes);
  const source = makeSourceText(path, decoded);
  if (decoded.encoding === null) return emptyFile(path, kind, unknownEncoding(source));
  if (isUtf16WithoutMark(bytes)) return emptyFile(path, kind, utf16WithoutMark(source));
  const draft: Draft = { requirements: [], options: [], includes: [], ignored: [], variables: [], problems: [] };
  draft.problems.push(...undecodable(source));
  for (const line of logicalLines(decoded.text)) {
    if (isText(source, line, draft)) addEntry(draft, readLine(source, line, kind), findVariables(source, line));
  }
  draft.problems.sort((a, b) => a.offset - b.offset);
  return { path, kind, ...draft };
}

/** A file that is being read. */
type Draft = {
  readonly [Key in Exclude<keyof RequirementsFile, "path" | "kind">]: RequirementsFile[Key][number][];
};

function addEntry(draft: Draft, entry: LineEntry, variables: readonly VariableUse[]): void {
  draft.requirements.push(...entry.requirements);
  draft.options.push(...entry.options);
  draft.includes.push(...entry.includes);
  draft.ignored.push(...entry.ignored);
  draft.variables.push(...variables);
  draft.problems.push(...entry.problems);
}

function emptyFile(path: string, kind: FileKind, problem: LocatedProblem): RequirementsFile {
  return { path, kind, requirements: [], options: [], includes: [], ignored: [], variables: [], problems: [problem] };
}

function unknownEncoding(source: SourceText): LocatedProblem {
  const message = "the coding comment names an encoding that is not supported";
  return problemIn(source, 0, "unknown-encoding", message, "a file saved as UTF-8, without a coding comment");
}

/** Text in UTF-16 begins with ASCII in nearly every file, so every other byte of its beginning is 0. */
function isUtf16WithoutMark(bytes: Uint8Array): boolean {
  const [first = 1, second = 1, third = 1, fourth = 1] = bytes.subarray(0, 4);
  return (first === 0 && third === 0 && second !== 0) || (second === 0 && fourth === 0 && first !== 0 && third !== 0);
}

function utf16WithoutMark(source: SourceText): LocatedProblem {
  const message = "the file looks like UTF-16, but has no byte order mark";
  return problemIn(source, 0, "nul-byte", message, "a file saved as UTF-8");
}

/** Bytes that are no text, anywhere in the file, in comments too: pip gives up on them. */
function undecodable(source: SourceText): readonly LocatedProblem[] {
  const { faults, encoding } = source.decoded;
  return faults.map((unit) => {
    const message = `bytes that are not ${encoding}`;
    return problemIn(source, unit, "undecodable-bytes", message, "a file saved as UTF-8");
  });
}

/** Whether a line can be read: it has no bytes that are no text and no NUL, which is a problem of its own. */
function isText(source: SourceText, line: LogicalLine, draft: Draft): boolean {
  const nul = line.text.indexOf("\0");
  if (nul !== -1) {
    draft.problems.push(problemIn(source, sourceIndex(line, nul), "nul-byte", "a NUL byte", "a text file"));
  }
  return nul === -1 && !coversAny(line, source.decoded.faults);
}

function coversAny(line: LogicalLine, units: readonly number[]): boolean {
  if (units.length === 0) return false;
  const start = sourceIndex(line, 0);
  const end = sourceIndex(line, line.text.length);
  return units.some((unit) => unit >= start && unit < end);
}

function findVariables(source: SourceText, line: LogicalLine): readonly VariableUse[] {
  if (!line.text.includes("${")) return [];
  return [...line.text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map((match) => ({
    name: match[1] ?? "",
    place: placeOf(source, sourceIndex(line, match.index)),
  }));
}
