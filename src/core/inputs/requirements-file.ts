import { decodeText } from "./decode.ts";
import { sourceIndex } from "./embedded-text.ts";
import { readLine } from "./file-line.ts";
import { type LogicalLine, splitLogicalLines } from "./logical-lines.ts";
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
  const lines = splitLogicalLines(decoded.text);
  const faults = findFaults(source, lines);
  const readable = lines.filter((line) => !faults.lines.has(line));
  const entries = readable.map((line) => readLine(source, line, kind));
  const problems = [...faults.problems, ...entries.flatMap((entry) => entry.problems)];
  return {
    path,
    kind,
    requirements: entries.flatMap((entry) => entry.requirements),
    options: entries.flatMap((entry) => entry.options),
    includes: entries.flatMap((entry) => entry.includes),
    ignored: entries.flatMap((entry) => entry.ignored),
    variables: readable.flatMap((line) => findVariables(source, line)),
    problems: problems.sort((a, b) => a.offset - b.offset),
  };
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

interface Faults {
  readonly lines: ReadonlySet<LogicalLine>;
  readonly problems: readonly LocatedProblem[];
}

/** Bytes that are no text, anywhere in the file (also in comments: pip gives up on them), and NUL within lines. */
function findFaults(source: SourceText, lines: readonly LogicalLine[]): Faults {
  const { faults, encoding } = source.decoded;
  const undecodable = faults.map((unit) => {
    const message = `bytes that are not ${encoding}`;
    return problemIn(source, unit, "undecodable-bytes", message, "a file saved as UTF-8");
  });
  const bad = new Set<LogicalLine>();
  const nuls: LocatedProblem[] = [];
  for (const line of lines) {
    const nul = line.text.indexOf("\0");
    if (nul !== -1) nuls.push(problemIn(source, sourceIndex(line, nul), "nul-byte", "a NUL byte", "a text file"));
    if (nul !== -1 || coversAny(line, faults)) bad.add(line);
  }
  return { lines: bad, problems: [...undecodable, ...nuls] };
}

function coversAny(line: LogicalLine, units: readonly number[]): boolean {
  if (units.length === 0) return false;
  const start = sourceIndex(line, 0);
  const end = sourceIndex(line, line.text.length);
  return units.some((unit) => unit >= start && unit < end);
}

function findVariables(source: SourceText, line: LogicalLine): readonly VariableUse[] {
  return [...line.text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map((match) => ({
    name: match[1] ?? "",
    place: placeOf(source, sourceIndex(line, match.index)),
  }));
}
