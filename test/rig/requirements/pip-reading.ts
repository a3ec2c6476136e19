import { readFileSync } from "node:fs";
import { decodeText, unitAtByte } from "../../../src/core/inputs/decode.ts";
import { sourceIndex } from "../../../src/core/inputs/embedded-text.ts";
import { logicalLines } from "../../../src/core/inputs/logical-lines.ts";
import type { LocatedRequirement, RequirementsFile } from "../../../src/core/inputs/requirement-set.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { normalizeName } from "../../../src/core/pep/name.ts";
import { askPython } from "../ask-python.ts";

export interface PipLine {
  readonly line: number;
  readonly text?: string;
  readonly hashes?: readonly string[];
  /** Of `--config-settings`; absent: none. */
  readonly settings?: readonly string[];
  readonly requirement?: string | null;
  readonly marker?: string | null;
  readonly error?: string;
  readonly editable?: string;
  readonly include?: readonly [string, string];
  readonly options?: readonly (readonly [string, string | null])[];
}

export interface PipFile {
  readonly lines: readonly PipLine[];
  /** pip stops at the first line whose options it cannot read, and at bytes that it cannot decode. */
  readonly error: string | null;
}

/** A line of a file or of one that it includes. */
export interface PipTreeLine extends PipLine {
  readonly file: string;
  readonly constraint: boolean;
}

export interface PipReading {
  readonly pip: string;
  readonly files: readonly PipFile[];
  /** Of each file with what it includes; null where pip stopped. */
  readonly trees: readonly (readonly PipTreeLine[] | null)[];
}

/** What pip's own reader makes of files: the pip of python3, or one that lies unpacked in a folder. */
export function readWithPip(paths: readonly string[], folder?: string): PipReading {
  return askPython("pip_requirements_oracle.py", paths, folder === undefined ? [] : [folder]) as PipReading;
}

export function readOurselves(path: string): RequirementsFile {
  return parseRequirementsFile({ path: "requirements.txt", bytes: readFileSync(path) });
}

/** The same, but that problems stand on the line that pip counts, which is the first one of a continued line. */
export function readOnPipsLines(path: string): RequirementsFile {
  const file = readOurselves(path);
  const bytes = readFileSync(path);
  const decoded = decodeText(bytes);
  const lines = [...logicalLines(decoded.text)].map((line) => ({ unit: sourceIndex(line, 0), pipLine: line.pipLine }));
  const pipLine = (offset: number) => lines.findLast(({ unit }) => unit <= unitAtByte(decoded, offset))?.pipLine ?? 1;
  return { ...file, problems: file.problems.map((problem) => ({ ...problem, line: pipLine(problem.offset) })) };
}

/** Problems at which pip stops while it is still reading lines. */
const STOPS = new Set(["invalid-options", "invalid-option", "unknown-option", "undecodable-bytes"]);

export function stopsPip(file: RequirementsFile): number {
  return Math.min(
    ...file.problems.filter(({ code }) => STOPS.has(code)).map(({ line }) => line),
    Number.POSITIVE_INFINITY,
  );
}

/** Our reading in pip's terms, up to the line at which pip stops: what stands on which line. */
export function inPipsTerms(file: RequirementsFile): readonly PipLine[] {
  const stop = stopsPip(file);
  const lines: PipLine[] = [
    ...file.requirements.map((requirement) =>
      requirement.kind === "editable"
        ? { line: requirement.pipLine, editable: requirement.text }
        : {
            line: requirement.pipLine,
            text: requirement.text,
            hashes: [...requirement.hashes].sort(),
            ...settingsOf(requirement),
          },
    ),
    ...file.includes.map(({ kind, path, pipLine }) => ({ line: pipLine, include: [kind, path] as const })),
    ...byLine(file).map(([line, options]) => ({
      line,
      options: options.sort((a, b) => (pythonText(a) < pythonText(b) ? -1 : 1)),
    })),
  ];
  return lines.filter(({ line }) => line < stop).sort((a, b) => a.line - b.line);
}

/** pip keeps the values of each key together. */
function settingsOf({ configSettings }: LocatedRequirement): { settings?: readonly string[] } {
  return configSettings.length === 0 ? {} : { settings: [...configSettings].sort() };
}

/** Requirement and marker of each line, as `packaging` prints them, or that it is refused. */
export type Reading = readonly [line: number, reading: "refused" | readonly [string | null, string | null]];

export function readingsOfPip(file: PipFile): readonly Reading[] {
  return file.lines.flatMap(({ line, text, requirement, marker, error }) => {
    if (text === undefined) return [];
    const bare = requirement?.replace("@ ", " @ ").replace("  @", " @") ?? null;
    return [[line, error === undefined ? [bare, marker ?? null] : "refused"] as const];
  });
}

export function ownReadings(file: RequirementsFile): readonly Reading[] {
  const read = file.requirements
    .filter(({ kind }) => kind !== "editable")
    .map(({ pipLine, requirement, location, name, marker }) => {
      const bare = requirement === null ? namedByFile(location, name) : requirement.canonical.replace(/ ?; .*$/, "");
      return [pipLine, [bare, marker?.canonical ?? null]] as const;
    });
  const refused = file.problems.map(({ line }) => [line, "refused"] as const);
  return [...read, ...refused].sort((a, b) => a[0] - b[0]);
}

/** pip takes name and version from the file name of a wheel, and the name from `#egg=`. */
function namedByFile(location: string | null, name: string | null): string | null {
  const wheel = /([^/]+)\.whl(?:[?#]|$)/.exec(location ?? "")?.[1]?.split("-");
  return wheel === undefined ? name : `${name}==${decodeURIComponent(wheel[1] ?? "")}`;
}

/** pip's lines without what only comes out later, and without lines on which we have a problem and no entry. */
export function comparable(pip: PipFile, file: RequirementsFile): readonly PipLine[] {
  const stop = stopsPip(file);
  const before = file.problems.filter(({ line }) => line < stop);
  const bad = new Set(before.map(({ line }) => line));
  return pip.lines
    .filter(({ line, options }) => !bad.has(line) && options?.length !== 0)
    .map(({ requirement: _requirement, marker: _marker, error: _error, ...rest }) => rest);
}

type Option = readonly [string, string | null];

/** What the options of each line come to: the last address counts, flags count once, names of projects are a set. */
function byLine(file: RequirementsFile): [number, Option[]][] {
  const lines = new Map<number, Option[]>();
  for (const { name, value, pipLine } of file.options) {
    const line = lines.get(pipLine) ?? [];
    const isSet = name.endsWith("-binary") && value !== null;
    const same = line.filter(([other]) => other === name);
    const kept = isSet || value === null || name === "--index-url" ? line.filter(([other]) => other !== name) : line;
    lines.set(pipLine, [...kept, [name, isSet ? asSet([value, ...same.map(([, other]) => other ?? "")]) : value]]);
  }
  return [...lines]
    .map(([line, options]): [number, Option[]] => [line, options.filter(([, value]) => value !== ":none:")])
    .filter(([, options]) => options.length > 0);
}

function asSet(values: readonly string[]): string {
  return [...new Set(values.flatMap((value) => value.split(",")).map(normalizeName))].sort().join(",");
}

/** How Python prints the list, which is what the oracle sorts by. */
function pythonText([name, value]: Option): string {
  return `['${name}', ${value === null ? "None" : `'${value}'`}]`;
}
