import { readLine } from "../file-line.ts";
import type { InputFile, InputNote, InputRequirement } from "../input.ts";
import { makeInputFile } from "../make-input.ts";
import type { Quoting } from "../quoting.ts";
import type { LocatedProblem, RequirementsFile } from "../requirement-set.ts";
import { type InputParts, toInputParts } from "../requirements-input.ts";
import { bytesOfSpan, placeOfSpan, problemOfSpan } from "../structured/document.ts";
import { embeddedOf } from "../structured/embed.ts";
import {
  findValue,
  type StructuredDocument,
  type StructuredValue,
  type TextValue,
  type UnitSpan,
} from "../structured/value.ts";
import { parseYaml } from "../structured/yaml.ts";
import { projectOfConda } from "./conda-names.ts";
import { parseMatchSpec, toSpecifiers } from "./match-spec.ts";

/**
 * Reads conda's environment.yml: the lines of its `pip:` list, each as a line of a requirements file; conda's own packages
 * only as notes, because they come in place of wheels. `python` among them becomes `requiresPython`. Never throws.
 */
export function readEnvironment(file: { readonly path: string; readonly bytes: Uint8Array }): InputFile {
  const document = parseYaml(file);
  const draft: Draft = { document, lines: [], notes: [], problems: [], unknown: [], python: null };
  const dependencies = findValue(document.root, "dependencies");
  if (dependencies?.kind === "list") {
    for (const item of dependencies.items) readDependency(draft, item);
  } else if (document.problems.length === 0) {
    const message = "the file has no list of dependencies";
    complain(draft, dependencies ?? START, message, "dependencies: with a list, as conda's environment files have it");
  }
  refuseMoreDocuments(draft);
  noteUnknown(draft);
  const parts = joinParts(draft.lines);
  return makeInputFile(file.path, "environment", {
    ...parts,
    notes: [...draft.notes, ...parts.notes].sort(
      (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
    ),
    problems: [...document.problems, ...draft.problems, ...parts.problems].sort((a, b) => a.offset - b.offset),
    requiresPython: draft.python,
  });
}

/** conda reads no file that has more than one. */
function refuseMoreDocuments(draft: Draft): void {
  const { root, source } = draft.document;
  const end = root?.end ?? 0;
  const next = /^---(?=\s|$)/m.exec(source.decoded.text.slice(end));
  if (root === null || next === null) return;
  const start = end + next.index;
  complain(draft, { start, end: start + 3 }, "a second document begins: only the first is read", "one document");
}

const START: UnitSpan = { start: 0, end: 0 };

interface Draft {
  readonly document: StructuredDocument;
  readonly lines: InputParts[];
  readonly notes: InputNote[];
  readonly problems: LocatedProblem[];
  /** Packages of conda that stand for no project that is known here. */
  readonly unknown: { readonly name: string; readonly span: UnitSpan }[];
  python: InputFile["requiresPython"];
}

function complain(draft: Draft, span: UnitSpan, message: string, expected: string): void {
  draft.problems.push(problemOfSpan(draft.document, span, { code: "invalid-environment", message, expected }));
}

function readDependency(draft: Draft, item: StructuredValue): void {
  if (item.kind === "text") {
    readCondaPackage(draft, item);
    return;
  }
  const pip = item.kind === "table" ? item.entries.get("pip")?.value : undefined;
  if (pip?.kind === "null") return;
  if (pip?.kind !== "list") {
    complain(draft, pip ?? item, "an entry of dependencies is neither", "a conda package, or pip: with a list");
    return;
  }
  for (const line of pip.items) {
    if (line.kind === "text") draft.lines.push(readPipLine(draft.document, line));
    else
      complain(
        draft,
        line,
        "an entry of pip is no text",
        "a line as in a requirements file, in quotation marks when it ends with a colon",
      );
  }
}

function readCondaPackage(draft: Draft, text: TextValue): void {
  const spec = parseMatchSpec(text.value);
  if (spec === null) {
    complain(
      draft,
      text,
      `${JSON.stringify(text.value.slice(0, 40))} names no package`,
      "name, name=version or channel::name",
    );
    return;
  }
  const place = placeOfSpan(draft.document, text.content);
  if (spec.name === "python") {
    const specifiers = toSpecifiers(spec.version);
    if (specifiers !== null && specifiers !== "") draft.python = { text: specifiers, place };
    return;
  }
  const project = projectOfConda(spec.name);
  if (project === null) draft.unknown.push({ name: spec.name, span: text.content });
  else {
    const own = project === spec.name ? "" : ` (${spec.name})`;
    draft.notes.push({
      code: "conda-package",
      text: `conda brings ${project}${own}: no wheel of it is looked for`,
      place,
    });
  }
}

/** One note for all of them: most are libraries and tools, for which no wheel would be looked for anyway. */
function noteUnknown({ document, notes, unknown }: Draft): void {
  const [first] = unknown.filter(({ name }) => name !== "pip");
  if (first === undefined) return;
  const names = unknown.flatMap(({ name }) => (name === "pip" ? [] : [name]));
  const text = `conda brings ${names.join(", ")}, which ${names.length === 1 ? "is" : "are"} not judged`;
  notes.push({ code: "conda-package", text, place: placeOfSpan(document, first.span) });
}

/** conda writes the list to a file and gives it to pip: each entry is a logical line. */
function readPipLine(document: StructuredDocument, text: TextValue): InputParts {
  const embedded = embeddedOf(text);
  const trimmed = text.value.trim();
  const path = document.source.path;
  const empty: RequirementsFile = {
    path,
    kind: "requirements",
    requirements: [],
    options: [],
    includes: [],
    ignored: [],
    variables: [],
    problems: [],
  };
  if (trimmed === "" || trimmed.startsWith("#")) return toInputParts(empty);
  const pipLine = placeOfSpan(document, text.content).line;
  const entry = readLine(document.source, { ...embedded, text: text.value.trimEnd(), pipLine }, "requirements");
  const parts = toInputParts({ ...empty, ...entry });
  const quoting = quotingOf(document, text);
  const requirements = parts.requirements.map((each): InputRequirement => {
    const isWhole = each.text === text.value;
    return { ...each, quoting, ...(isWhole ? { span: bytesOfSpan(document, text.content) } : {}) };
  });
  return { ...parts, requirements };
}

/** A text that was folded or has escapes is not written here: its places are only known as a whole. */
function quotingOf({ source }: StructuredDocument, text: TextValue): Quoting {
  if (text.offsets !== null) return "none";
  const sign = source.decoded.text[text.start];
  if (sign === '"') return "yaml-double";
  return sign === "'" ? "yaml-single" : "yaml-plain";
}

function joinParts(lines: readonly InputParts[]): InputParts {
  return {
    requirements: lines.flatMap((line) => line.requirements),
    constraints: [],
    indexes: lines.flatMap((line) => line.indexes),
    includes: lines.flatMap((line) => line.includes),
    options: lines.flatMap((line) => line.options),
    notes: lines.flatMap((line) => line.notes),
    problems: lines.flatMap((line) => line.problems),
  };
}
