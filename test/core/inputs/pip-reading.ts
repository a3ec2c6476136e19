import { readFileSync } from "node:fs";
import type { RequirementsFile } from "../../../src/core/inputs/requirement-set.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { normalizeName } from "../../../src/core/pep/name.ts";
import { askPython } from "../../rig/ask-python.ts";

export interface PipLine {
  readonly line: number;
  readonly text?: string;
  readonly hashes?: readonly string[];
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

/** What pip's own reader makes of files. */
export function readWithPip(paths: readonly string[]): { readonly pip: string; readonly files: readonly PipFile[] } {
  return askPython("pip_requirements_oracle.py", paths) as { pip: string; files: PipFile[] };
}

export function readOurselves(path: string): RequirementsFile {
  return parseRequirementsFile({ path: "requirements.txt", bytes: readFileSync(path) });
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
        : { line: requirement.pipLine, text: requirement.text, hashes: [...requirement.hashes].sort() },
    ),
    ...file.includes.map(({ kind, path, pipLine }) => ({ line: pipLine, include: [kind, path] as const })),
    ...byLine(file).map(([line, options]) => ({
      line,
      options: options.sort((a, b) => (pythonText(a) < pythonText(b) ? -1 : 1)),
    })),
  ];
  return lines.filter(({ line }) => line < stop).sort((a, b) => a.line - b.line);
}

/** pip's lines without what only comes out later, and without lines on which we have a problem and no entry. */
export function comparable(pip: PipFile, file: RequirementsFile): readonly PipLine[] {
  const stop = stopsPip(file);
  const before = file.problems.filter(({ line }) => line < stop);
  const bad = new Set(before.map((problem) => pip.lines.findLast(({ line }) => line <= problem.line)?.line));
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
