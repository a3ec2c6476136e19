import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { WheelhouseError } from "../../../src/core/error.ts";
import { collectRequirements } from "../../../src/core/inputs/collect.ts";
import type { LocatedRequirement } from "../../../src/core/inputs/requirement-set.ts";
import { makeRandom } from "../store/random.ts";
import {
  comparable,
  inPipsTerms,
  ownReadings,
  type PipFile,
  type PipTreeLine,
  readingsOfPip,
  readOnPipsLines,
  readWithPip,
  stopsPip,
} from "./pip-reading.ts";
import { randomTree } from "./random-file.ts";

export interface Comparison {
  readonly pip: string;
  readonly files: number;
  /** Lines with a requirement, an include or options. */
  readonly lines: number;
  readonly requirements: number;
  /** Files that were followed into what they include. */
  readonly trees: number;
  /** One for each file that is read differently, with its text. */
  readonly differences: readonly string[];
}

/**
 * Reads generated requirements files with pip's own reader and with ours: texts, names, specifiers, markers, hashes,
 * options, includes and line numbers have to agree; so does the line at which pip gives up.
 */
export async function compareWithPip(options: {
  readonly count: number;
  readonly seed: number;
  /** Of an unpacked pip; absent: the one of python3. */
  readonly pip?: string;
}): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), "requirements-"));
  try {
    const paths = Array.from({ length: options.count }, (_, index) =>
      writeTree(join(folder, String(index), "inner"), options.seed * 1_000_003 + index),
    );
    const { pip, files, trees } = readWithPip(paths, options.pip);
    const differences: string[] = [];
    for (const [index, path] of paths.entries()) {
      const theirs = files[index] ?? { lines: [], error: null };
      const found = compareFile(path, theirs) ?? (await compareTree(path, trees[index] ?? null));
      if (found !== null) differences.push(`file ${index}: ${found}\n${JSON.stringify(readFileSync(path, "utf8"))}`);
    }
    const lines = files.flatMap((file) => file.lines);
    return {
      pip,
      files: files.length,
      lines: lines.length,
      requirements: lines.filter(({ text }) => text !== undefined).length,
      trees: trees.filter((tree) => tree?.some(({ file }) => file !== "requirements.txt")).length,
      differences,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeTree(folder: string, seed: number): string {
  const tree = randomTree(makeRandom(seed));
  for (const [path, bytes] of tree.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return join(folder, tree.main);
}

/** What differs in one file, its includes left aside; null: nothing. */
function compareFile(path: string, theirs: PipFile): string | null {
  const ours = readOnPipsLines(path);
  const stop = stopsPip(ours);
  return (
    differ("stops", stop !== Number.POSITIVE_INFINITY, theirs.error !== null) ??
    differ("lines", inPipsTerms(ours), comparable(theirs, ours)) ??
    differ(
      "requirements",
      ownReadings(ours).filter(([line]) => line < stop),
      readingsOfPip(theirs).filter(([line]) => line < stop),
    )
  );
}

/** Whether the lines of a file and of all that it includes come in the same order; only where pip reads to the end. */
async function compareTree(path: string, theirs: readonly PipTreeLine[] | null): Promise<string | null> {
  if (theirs === null) return null;
  const folder = dirname(path);
  const set = await collectRequirements([{ path: "requirements.txt", kind: "requirements" }], async (name) => {
    try {
      return readFileSync(join(folder, name));
    } catch (cause) {
      throw new WheelhouseError("unreadable-file", `${name} cannot be read`, { hint: null, cause });
    }
  });
  const own = (entries: readonly LocatedRequirement[]) => entries.map(({ place, pipLine }) => [place.file, pipLine]);
  const wanted = (constraint: boolean) =>
    theirs
      .filter((line) => line.constraint === constraint && line.error === undefined)
      .filter(({ text, editable }) => text !== undefined || editable !== undefined)
      .map(({ file, line }) => [file, line]);
  return (
    differ("order of requirements", own(set.requirements), wanted(false)) ??
    // Editables, bare addresses and extras are refused later by pip, here at once.
    differ("order of constraints", own(set.constraints), wanted(true).filter(isConstraintOf(set.constraints)))
  );
}

function isConstraintOf(constraints: readonly LocatedRequirement[]) {
  const known = new Set(constraints.map(({ place, pipLine }) => `${place.file}:${pipLine}`));
  return ([file, line]: readonly (string | number)[]): boolean => known.has(`${file}:${line}`);
}

function differ(what: string, ours: unknown, theirs: unknown): string | null {
  const [own, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
  return own === other ? null : `${what}: we say ${own}, pip says ${other}`;
}
