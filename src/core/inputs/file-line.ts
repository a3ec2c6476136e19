import { byteOffset } from "./decode.ts";
import { sourceEnd, sourceIndex } from "./embedded-text.ts";
import type { LineParts, OptionUse } from "./line-options.ts";
import { readLineOptions } from "./line-options.ts";
import type { LogicalLine } from "./logical-lines.ts";
import type { RequirementLine } from "./requirement-line.ts";
import { readEditable, readRequirementLine } from "./requirement-line.ts";
import type {
  ByteSpan,
  FileKind,
  IgnoredText,
  LocatedProblem,
  LocatedRequirement,
  RequirementInclude,
  RequirementOption,
} from "./requirement-set.ts";
import type { SourceText } from "./source-text.ts";
import { placeOf, problemIn } from "./source-text.ts";

/** What one logical line adds to a file. */
export interface LineEntry {
  readonly requirements: readonly LocatedRequirement[];
  readonly options: readonly RequirementOption[];
  readonly includes: readonly RequirementInclude[];
  readonly ignored: readonly IgnoredText[];
  readonly problems: readonly LocatedProblem[];
}

interface Context {
  readonly source: SourceText;
  readonly line: LogicalLine;
  readonly kind: FileKind;
}

const NOTHING: LineEntry = { requirements: [], options: [], includes: [], ignored: [], problems: [] };

/**
 * Reads one logical line the way pip ranks its parts (`req_file.ParsedLine`): a requirement's text, else the first `-e`,
 * else the first `-r`, else the first `-c`, else the options of the file. What the rank leaves out is ignored by pip.
 */
export function readLine(source: SourceText, line: LogicalLine, kind: FileKind): LineEntry {
  const context = { source, line, kind };
  const parts = readLineOptions(line.text);
  if ("code" in parts) return { ...NOTHING, problems: [problemAtIndex(context, parts.at, parts)] };
  if (parts.requirementEnd > 0) return readRequirement(context, parts);
  const editable = parts.options.find(({ definition }) => definition.scope === "editable");
  if (editable !== undefined) return readEditableLine(context, parts, editable);
  const include = findInclude(parts);
  if (include !== null) return readInclude(context, parts, include);
  return readFileOptions(context, parts);
}

function readRequirement(context: Context, parts: LineParts): LineEntry {
  const text = context.line.text.slice(0, parts.requirementEnd);
  const own = parts.options.filter(({ definition }) => definition.scope === "requirement");
  const rest = ignoredBut(context, parts, own, "pip ignores it on the line of a requirement");
  return withRequirement(context, readRequirementLine(text), {
    ...parts,
    text,
    start: 0,
    end: parts.requirementEnd,
    own,
    rest,
  });
}

function readEditableLine(context: Context, parts: LineParts, use: OptionUse): LineEntry {
  const own = parts.options.filter(({ definition }) => definition.name === "--config-settings");
  const rest = ignoredBut(context, parts, [use, ...own], "pip ignores it on the line of an editable requirement");
  const text = use.value ?? "";
  // A requirement put in the place of `-e` has to stand first, and only options may follow it.
  const isPlain =
    use.start === 0 && parts.strayWords.length === 0 && /^(?: +-|$)/.test(context.line.text.slice(use.end));
  const end = isPlain ? use.end : context.line.text.length;
  return withRequirement(context, readEditable(text), { ...parts, text, start: 0, end, own, rest });
}

interface Found extends Pick<LineParts, "optionsEnd"> {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly own: readonly OptionUse[];
  readonly rest: readonly IgnoredText[];
}

function withRequirement(context: Context, reading: RequirementLine, found: Found): LineEntry {
  const { source, line } = context;
  const ignored = found.rest;
  if (!reading.ok) {
    const at =
      found.text === line.text.slice(found.start, found.end) ? found.start + reading.problem.offset : found.start;
    return { ...NOTHING, ignored, problems: [problemAtIndex(context, at, explained(reading.problem, found.text))] };
  }
  const requirement: LocatedRequirement = {
    ...reading.value,
    text: found.text,
    place: placeOf(source, sourceIndex(line, found.start)),
    pipLine: line.pipLine,
    hashes: valuesOf(found.own, "--hash"),
    ...hashSpans(context, found.own),
    configSettings: valuesOf(found.own, "--config-settings"),
    globalOptions: valuesOf(found.own, "--global-option"),
    span: spanOf(context, found.start, found.end),
    end: byteOffset(source.decoded, sourceEnd(line, Math.max(found.end, found.optionsEnd))),
  };
  const refusal = context.kind === "constraints" ? refuseConstraint(requirement) : null;
  if (refusal === null) return { ...NOTHING, requirements: [requirement], ignored };
  const fault = { code: "invalid-constraint", message: refusal, expected: "a name and a version specifier" };
  return { ...NOTHING, ignored, problems: [problemAtIndex(context, found.start, fault)] };
}

/** `resolution/resolvelib/factory.py`, `check_invalid_constraint_type`. */
function refuseConstraint(requirement: LocatedRequirement): string | null {
  if (requirement.kind === "editable") return "an editable requirement cannot be a constraint";
  if (requirement.name === null) return "a constraint must name its project";
  if ((requirement.requirement?.extras.length ?? 0) > 0) return "a constraint cannot have extras";
  return null;
}

/** Adds what a person may not know: pip replaces variables before it reads, this reader never does. */
function explained(problem: Fault, text: string): Fault {
  if (!/\$\{[A-Z0-9_]+\}/.test(text)) return problem;
  const expected = "the value itself: environment variables are not replaced in requirements";
  return { ...problem, expected };
}

function findInclude(parts: LineParts): OptionUse | null {
  const includes = parts.options.filter(({ definition }) => definition.scope === "include");
  return includes.find(({ definition }) => definition.name === "--requirement") ?? includes[0] ?? null;
}

function readInclude(context: Context, parts: LineParts, use: OptionUse): LineEntry {
  const include: RequirementInclude = {
    kind: use.definition.name === "--requirement" ? "requirements" : "constraints",
    path: use.value ?? "",
    place: placeOf(context.source, sourceIndex(context.line, use.start)),
    pipLine: context.line.pipLine,
    span: spanOf(context, use.start, use.end),
  };
  const reason = "pip reads one file for each line and ignores its other options";
  return { ...NOTHING, includes: [include], ignored: ignoredBut(context, parts, [use], reason) };
}

function readFileOptions(context: Context, parts: LineParts): LineEntry {
  const firstPage = parts.options.find(({ definition }) => definition.name === "--find-links");
  const used = parts.options.filter(
    (use) => use.definition.scope === "file" && (use.definition.name !== "--find-links" || use === firstPage),
  );
  const options = used.map((use) => ({
    name: use.definition.name,
    value: use.value,
    place: placeOf(context.source, sourceIndex(context.line, use.start)),
    pipLine: context.line.pipLine,
    span: spanOf(context, use.start, use.end),
    alone: use.start === 0 && use.end === context.line.text.length,
  }));
  const reason = "pip ignores it on a line of options";
  return { ...NOTHING, options, ignored: ignoredBut(context, parts, used, reason) };
}

function ignoredBut(
  context: Context,
  parts: LineParts,
  used: readonly OptionUse[],
  reason: string,
): readonly IgnoredText[] {
  if (parts.strayWords.length === 0 && used.length === parts.options.length) return NOTHING.ignored;
  const left = [...parts.options.filter((use) => !used.includes(use)), ...parts.strayWords];
  return left
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({
      text: context.line.text.slice(start, end),
      reason,
      place: placeOf(context.source, sourceIndex(context.line, start)),
    }));
}

function hashSpans(context: Context, uses: readonly OptionUse[]): Pick<LocatedRequirement, "hashSpans"> {
  const spans = uses
    .filter(({ definition }) => definition.name === "--hash")
    .map(({ start, end }) => spanOf(context, start, end));
  return spans.length === 0 ? {} : { hashSpans: spans };
}

const NO_VALUES: readonly string[] = [];

function valuesOf(uses: readonly OptionUse[], name: string): readonly string[] {
  if (uses.length === 0) return NO_VALUES;
  return uses.flatMap((use) => (use.definition.name === name && use.value !== null ? [use.value] : []));
}

function spanOf({ source, line }: Context, start: number, end: number): ByteSpan {
  return {
    start: byteOffset(source.decoded, sourceIndex(line, start)),
    end: byteOffset(source.decoded, sourceEnd(line, end)),
  };
}

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly expected: string | null;
}

function problemAtIndex({ source, line }: Context, index: number, fault: Fault): LocatedProblem {
  const at = index < line.text.length ? sourceIndex(line, index) : sourceEnd(line, line.text.length);
  return problemIn(source, at, fault.code, fault.message, fault.expected);
}
