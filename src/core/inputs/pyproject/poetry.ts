import { normalizeName } from "../../pep/name.ts";
import { parseRequirement } from "../../pep/requirement.ts";
import type { InputFile, InputIndex, InputRequirement } from "../input.ts";
import { type RequirementLine, readDependencySpecifier } from "../requirement-line.ts";
import { placeOfSpan } from "../structured/document.ts";
import {
  findText,
  findValue,
  itemsAt,
  type StructuredValue,
  stringAt,
  type TextValue,
  type UnitSpan,
} from "../structured/value.ts";
import { addNote, addProblem, type Draft, entriesOf, type Group, itemsOf, readRequirement } from "./draft.ts";
import { translatePoetryConstraint } from "./poetry-constraint.ts";

/**
 * Reads `[tool.poetry]`: dependencies (those of the project only when `[project]` has none: Poetry 2 reads those then),
 * groups, extras and sources. Constraints are translated; a requirement's place is that of its name.
 */
export function readPoetry(draft: Draft): InputFile["requiresPython"] {
  const { root } = draft.document;
  const poetry = findValue(root, "tool", "poetry");
  if (poetry === null) return null;
  const ofProject = findValue(root, "project", "dependencies") === null;
  const main = ofProject ? findValue(poetry, "dependencies") : null;
  const extras = readExtraNames(draft, poetry);
  for (const entry of entriesOf(draft, main, "tool.poetry.dependencies")) readEntry(draft, entry, null, extras);
  const dev = findValue(poetry, "dev-dependencies");
  const named = entriesOf(draft, findValue(poetry, "group"), "tool.poetry.group").map(
    ([name, value]) => [normalizeName(name), findValue(value, "dependencies")] as const,
  );
  for (const [name, table] of [["dev", dev] as const, ...named]) {
    const group = { kind: "group", name } as const;
    for (const entry of entriesOf(draft, table, `tool.poetry.group.${name}.dependencies`))
      readEntry(draft, entry, group);
  }
  for (const item of itemsOf(draft, findValue(poetry, "source"), "tool.poetry.source")) readSource(draft, item);
  return readPython(draft, main);
}

/** By normalised name of a package: the extras that bring it. */
function readExtraNames(draft: Draft, poetry: StructuredValue): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [extra, value] of entriesOf(draft, findValue(poetry, "extras"), "tool.poetry.extras")) {
    for (const item of value.kind === "list" ? value.items : []) {
      if (item.kind !== "text") continue;
      const name = normalizeName(item.value);
      found.set(name, [...(found.get(name) ?? []), normalizeName(extra)]);
    }
  }
  return found;
}

type Entry = readonly [name: string, value: StructuredValue, key: UnitSpan];

function readEntry(
  draft: Draft,
  [name, value, key]: Entry,
  group: Group,
  extras?: ReadonlyMap<string, readonly string[]>,
): void {
  if (name === "python") return;
  // A list of tables: one for each range of Pythons or platforms.
  for (const item of value.kind === "list" ? value.items : [value]) {
    const read = readOne(draft, name, item, key);
    if (read === null) continue;
    if (!isTrue(item, "optional")) draft.requirements.push({ ...read, group });
    for (const extra of isTrue(item, "optional") ? (extras?.get(normalizeName(name)) ?? []) : []) {
      draft.requirements.push({ ...read, group: { kind: "extra", name: extra } });
    }
  }
}

function readOne(draft: Draft, name: string, item: StructuredValue, key: UnitSpan): InputRequirement | null {
  const version = item.kind === "text" ? item : findText(item, "version");
  if (version === null) {
    noteElsewhere(draft, name, item, key);
    return null;
  }
  const composed = compose(name, version.value, item);
  if (composed === null) {
    const text = `${name} ${JSON.stringify(version.value)} has no counterpart in PEP 440: it is not judged`;
    addNote(draft, version.value.includes("|") ? "not-told" : "unreadable-part", text, version);
    return null;
  }
  const read = readRequirement(draft, version, null, grammarOf(composed), "poetry-version");
  if (read === null) return null;
  const source = sourceOf(draft, item);
  const place = placeOfSpan(draft.document, key);
  return { ...read, text: composed, place, pipLine: place.line, ...(source === null ? {} : { sources: [source] }) };
}

/** Problems of the composed text point at the beginning of the version. */
function grammarOf(composed: string): (text: string) => RequirementLine {
  return () => {
    const read = readDependencySpecifier(composed);
    return read.ok ? read : { ok: false, problem: { ...read.problem, offset: 0 } };
  };
}

/** The dependency specifier that Poetry's entry means; null when it has none. */
function compose(name: string, version: string, item: StructuredValue): string | null {
  const clauses = translatePoetryConstraint(version);
  const python = pythonMarker(stringAt(item, "python"));
  if (clauses === null || python === null) return null;
  const extras = itemsAt(item, "extras").flatMap((extra) => (extra.kind === "text" ? [extra.value] : []));
  const marker = stringAt(item, "markers") ?? "";
  const markers = [marker === "" || python === "" ? marker : `(${marker})`, python].filter((part) => part !== "");
  const head = name + (extras.length === 0 ? "" : `[${extras.join(",")}]`) + clauses.join(",");
  return markers.length === 0 ? head : `${head}; ${markers.join(" and ")}`;
}

/** `python = "^3.10"` of an entry as a marker; null when it cannot be told. */
function pythonMarker(constraint: string | null): string | null {
  const clauses = translatePoetryConstraint(constraint ?? "*");
  const markers = clauses?.map((clause) => {
    const [, operator = "", version = ""] = /^(\W+?)\s*([\w.]+.*)$/.exec(clause) ?? [];
    const variable = /^\d+(?:\.\d+)?(?:\.\*)?$/.test(version) ? "python_version" : "python_full_version";
    // Of `<4` both names say the same, but `python_version` has two parts.
    return `${variable} ${operator} "${/^\d+$/.test(version) ? `${version}.0` : version}"`;
  });
  return markers?.join(" and ") ?? null;
}

function noteElsewhere(draft: Draft, name: string, item: StructuredValue, key: UnitSpan): void {
  for (const kind of ["git", "url", "path", "file"]) {
    if (findText(item, kind) === null) continue;
    addNote(
      draft,
      "passed-over",
      `${name} comes from ${kind === "git" ? "a repository" : `a ${kind}`}: no index is asked`,
      key,
    );
    return;
  }
  addProblem(draft, item, `${name} has no version`, `${name} = "^1.0", or {version = "^1.0"}`);
}

function isTrue(item: StructuredValue, key: string): boolean {
  const value = findValue(item, key);
  return value?.kind === "boolean" && value.value;
}

function sourceOf(draft: Draft, item: StructuredValue) {
  const source: TextValue | null = findText(item, "source");
  if (source === null) return null;
  return { kind: "index", value: source.value, marker: null, place: placeOfSpan(draft.document, source) } as const;
}

/** `primary` (the default) takes the place of the public index. */
const PRIORITIES: ReadonlyMap<string, InputIndex["kind"]> = new Map([
  ["default", "index"],
  ["primary", "index"],
]);

function readSource(draft: Draft, item: StructuredValue): void {
  const url = findText(item, "url");
  if (url === null) return;
  const priority = (stringAt(item, "priority") ?? "primary").toLowerCase();
  draft.indexes.push({
    name: stringAt(item, "name"),
    url: url.value,
    kind: PRIORITIES.get(priority) ?? "extra-index",
    explicit: priority === "explicit",
    place: placeOfSpan(draft.document, url.content),
  });
}

function readPython(draft: Draft, table: StructuredValue | null): InputFile["requiresPython"] {
  const text = findText(table, "python") ?? findText(findValue(table, "python"), "version");
  if (text === null) return null;
  const clauses = translatePoetryConstraint(text.value);
  if (clauses !== null && parseRequirement(`python${clauses.join(",")}`).ok) {
    return { text: clauses.join(","), place: placeOfSpan(draft.document, text.content) };
  }
  addNote(draft, "not-told", `python ${JSON.stringify(text.value)} has no counterpart in PEP 440`, text);
  return null;
}
