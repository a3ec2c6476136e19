import { normalizeName } from "../../pep/name.ts";
import { parseSpecifierSet } from "../../pep/specifier.ts";
import type { InputFile, InputRequirement } from "../input.ts";
import { readDependencySpecifier } from "../requirement-line.ts";
import { placeOfSpan, problemInString } from "../structured/document.ts";
import { findText, findValue, itemsAt, type StructuredValue, stringAt } from "../structured/value.ts";
import { addNote, addProblem, type Draft, entriesOf, readRequirement, stringsOf, takeStep } from "./draft.ts";

/** Reads `[project]`: dependencies, extras, `requires-python`, and what `dynamic` leaves to the build backend. */
export function readProject(draft: Draft): InputFile["requiresPython"] {
  const { root } = draft.document;
  for (const text of stringsOf(draft, findValue(root, "project", "dependencies"), "project.dependencies")) {
    const requirement = readRequirement(draft, text, null);
    if (requirement !== null) draft.requirements.push(requirement);
  }
  readExtras(draft, stringAt(root, "project", "name"));
  readDynamic(draft);
  return readRequiresPython(draft);
}

function readExtras(draft: Draft, project: string | null): void {
  const table = findValue(draft.document.root, "project", "optional-dependencies");
  const extras = new Map<string, readonly InputRequirement[]>();
  for (const [written, value] of entriesOf(draft, table, "project.optional-dependencies")) {
    const name = normalizeName(written);
    const group = { kind: "extra", name } as const;
    const own = stringsOf(draft, value, `the extra ${JSON.stringify(written)}`).flatMap(
      (text) => readRequirement(draft, text, group) ?? [],
    );
    extras.set(name, own);
  }
  const own = project === null ? null : normalizeName(project);
  for (const name of extras.keys()) draft.requirements.push(...expandExtra(draft, extras, name, own));
}

/** `all = ["project[a,b]"]` means the extras a and b of the project itself: no index is asked for it. */
function expandExtra(
  draft: Draft,
  extras: ReadonlyMap<string, readonly InputRequirement[]>,
  name: string,
  project: string | null,
): readonly InputRequirement[] {
  const seen = new Set<string>();
  const found: InputRequirement[] = [];
  const waiting = [name];
  for (let extra = waiting.shift(); extra !== undefined; extra = waiting.shift()) {
    if (seen.has(extra)) continue;
    seen.add(extra);
    for (const requirement of extras.get(extra) ?? []) {
      if (!takeStep(draft)) return found;
      if (requirement.name === project) waiting.push(...(requirement.requirement?.extras ?? []));
      else found.push({ ...requirement, group: { kind: "extra", name } });
    }
  }
  return found;
}

function readRequiresPython(draft: Draft): InputFile["requiresPython"] {
  const value = findValue(draft.document.root, "project", "requires-python");
  if (value === null) return null;
  if (value.kind !== "text") {
    addProblem(draft, value, "requires-python is no string", 'a version specifier, e.g. ">=3.10"');
    return null;
  }
  const parsed = parseSpecifierSet(value.value);
  if (!parsed.ok) {
    draft.problems.push(...parsed.problems.map((problem) => problemInString(draft.document, value, problem)));
    return null;
  }
  return { text: value.value, place: placeOfSpan(draft.document, value.content) };
}

/** Files that setuptools and hatch-requirements-txt read: the same as an include. */
const DYNAMIC_FILES: readonly (readonly string[])[] = [
  ["tool", "setuptools", "dynamic", "dependencies", "file"],
  ["tool", "hatch", "metadata", "hooks", "requirements_txt", "files"],
];

function readDynamic(draft: Draft): void {
  const { root } = draft.document;
  for (const item of itemsAt(root, "project", "dynamic")) {
    const field = item.kind === "text" ? item.value : "";
    if (field !== "dependencies" && field !== "optional-dependencies") continue;
    const files = field === "dependencies" ? DYNAMIC_FILES.flatMap((keys) => textsOf(findValue(root, ...keys))) : [];
    for (const file of files) {
      const place = placeOfSpan(draft.document, file.content);
      draft.includes.push({ kind: "requirements", path: file.value, place });
    }
    if (files.length > 0) continue;
    const text = `"${field}" is dynamic: the build backend decides it when the project is built, so it is not judged`;
    addNote(draft, "not-told", text, item);
  }
}

function textsOf(value: StructuredValue | null) {
  const items = value?.kind === "list" ? value.items : [value];
  return items.flatMap((item) => (item?.kind === "text" ? [item] : []));
}

/** What a build of the project itself needs is told, but not judged: it is installed only where that build runs. */
export function readBuildSystem(draft: Draft): void {
  const value = findValue(draft.document.root, "build-system", "requires");
  const texts = stringsOf(draft, value, "build-system.requires");
  for (const text of texts) readRequirement(draft, text, null, readDependencySpecifier);
  if (value === null || texts.length === 0) return;
  const names = texts.map((text) => text.value).join(", ");
  const backend = findText(draft.document.root, "build-system", "build-backend")?.value ?? "setuptools";
  addNote(draft, "passed-over", `to build the project itself ${backend} needs ${names}; this is not judged`, value);
}
