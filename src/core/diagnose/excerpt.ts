import { diagnose } from "./diagnose.ts";
import { worthOf } from "./setting.ts";
import type { Diagnosis } from "./signature.ts";

export const EXCERPT_LIMIT = 40;
const WIDTH_LIMIT = 300;

export interface Excerpt {
  /** First and last index into the lines, 0-based, inclusive. */
  readonly range: readonly [number, number];
  /** At most `EXCERPT_LIMIT` lines, each at most 300 characters; "…" stands for what is left out. */
  readonly lines: readonly string[];
  /** The line that says what is wrong. */
  readonly key: string;
}

/** Words of an error that no signature knows, those that mean one for certain before those that may. */
const ERRORS: readonly RegExp[] = [
  /(?:^|[\s:\])])(?:fatal )?error(?:\[\w+\]| \w{1,20})?: /i,
  /\bFAILED\b|\b[Ff]atal\b|\b[A-Z]\w*(?:Error|Exception)\b|\bpanicked at\b|^\*\*\* /,
  /\b(?:errors?|failed|failure|cannot|can't|could not|unable to|not found|No such file|undefined|missing|abort(?:ed)?)\b/i,
];
const TRACEBACK = "Traceback (most recent call last):";
const RAISED = /^[A-Za-z_][\w.]*(?:: |$)/;
/** What follows a nested pip's error in its own log says nothing more. */
const ENDS_BLOCK = /^\s*(?:Exception information:)?$/;
/** Lines above an error that belong to it. */
const LEADING =
  /^In file included from |^\s{1,40}from |: In (?:function|member function|instantiation)|\b(?:gcc|g\+\+|cc|clang|rustc) -/;

/**
 * The part of a failed build's output that a person wants to read: the first error of the best diagnosis with the lines
 * that belong to it. Null when nothing looks like an error: the end of a log is no explanation by itself.
 */
export function excerptOf(lines: readonly string[], diagnoses: readonly Diagnosis[] = diagnose(lines)): Excerpt | null {
  const at = findStart(lines, diagnoses[0]);
  if (at === null) return null;
  const range = tracebackAround(lines, at) ?? blockAround(lines, at);
  return { range, lines: shorten(lines.slice(range[0], range[1] + 1)), key: shortLine(lines[at]?.trim() ?? "") };
}

/** The line of the diagnosis. One that only says that something above it failed gives way to the first error above it. */
function findStart(lines: readonly string[], best: Diagnosis | undefined): number | null {
  if (best === undefined) return findRaised(lines) ?? findError(lines);
  const [at] = best.lines;
  if (best.rank !== "consequence" && best.rank !== "remark") return at;
  return findRaised(lines.slice(0, at)) ?? findError(lines.slice(0, at), ERRORS.slice(0, 2)) ?? at;
}

/** The first line that looks most like an error; the end of a log is only what followed from it. */
function findError(lines: readonly string[], patterns: readonly RegExp[] = ERRORS): number | null {
  for (const pattern of patterns) {
    const at = lines.findIndex((line) => pattern.test(line.slice(0, 1_000)) && worthOf(line) === "error");
    if (at !== -1) return at;
  }
  return null;
}

/** The exception of the last traceback. */
function findRaised(lines: readonly string[]): number | null {
  const start = lines.findLastIndex((line) => line.trimStart() === TRACEBACK);
  return start === -1 ? null : raisedAfter(lines, start);
}

function raisedAfter(lines: readonly string[], start: number): number | null {
  const indent = indentOf(lines[start] ?? "");
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line !== "" && indentOf(line) <= indent) return RAISED.test(line.trimStart()) ? index : null;
  }
  return null;
}

/** The whole traceback, when the line is the exception at the end of one. */
function tracebackAround(lines: readonly string[], at: number): readonly [number, number] | null {
  const start = lines.findLastIndex((line, index) => index < at && line.trimStart() === TRACEBACK);
  return start !== -1 && raisedAfter(lines, start) === at ? [start, at] : null;
}

/** The line, up to four lines above that introduce it, and what follows up to an empty line, at most twelve. */
function blockAround(lines: readonly string[], at: number): readonly [number, number] {
  let first = at;
  while (first > 0 && at - first < 4 && LEADING.test((lines[first - 1] ?? "").slice(0, 1_000))) first -= 1;
  let last = at;
  while (last + 1 < lines.length && last - at < 12 && !ENDS_BLOCK.test(lines[last + 1] ?? "")) last += 1;
  return [first, last];
}

/** Long tracebacks keep their first line and their end, where the exception is. */
function shorten(lines: readonly string[]): readonly string[] {
  const kept =
    lines.length <= EXCERPT_LIMIT
      ? lines
      : [...lines.slice(0, 1), "…", ...lines.slice(lines.length - (EXCERPT_LIMIT - 2))];
  return kept.map(shortLine);
}

function shortLine(line: string): string {
  // A cut between the halves of a surrogate pair would leave a broken character.
  return line.length <= WIDTH_LIMIT ? line : `${line.slice(0, WIDTH_LIMIT).replace(/[\ud800-\udbff]$/, "")}…`;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
