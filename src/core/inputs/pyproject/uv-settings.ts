import { isValidName, normalizeName } from "../../pep/name.ts";
import { parseRequirement, type Requirement, withMarker } from "../../pep/requirement.ts";
import type { InputIndex, InputRequirement, InputSource } from "../input.ts";
import { placeOfSpan } from "../structured/document.ts";
import { findTable, findText, findValue, type StructuredValue, stringAt } from "../structured/value.ts";
import { addNote, addProblem, type Draft, entriesOf, itemsOf, readRequirement, stringsOf } from "./draft.ts";

/** Reads `[tool.uv]`: indexes, constraints; overrides are noted. */
export function readUv(draft: Draft): void {
  const { root } = draft.document;
  for (const item of itemsOf(draft, findValue(root, "tool", "uv", "index"), "tool.uv.index")) readIndex(draft, item);
  for (const [key, kind] of OLDER_KEYS) {
    const value = findValue(root, "tool", "uv", key);
    const texts = value?.kind === "text" ? [value] : stringsOf(draft, value, `tool.uv.${key}`);
    for (const text of texts) {
      const place = placeOfSpan(draft.document, text.content);
      draft.indexes.push({ name: null, url: text.value, kind, explicit: false, place });
    }
  }
  const constraints = findValue(root, "tool", "uv", "constraint-dependencies");
  for (const text of stringsOf(draft, constraints, "tool.uv.constraint-dependencies")) {
    const requirement = readRequirement(draft, text, null);
    if (requirement !== null) draft.constraints.push(requirement);
  }
  const overrides = findValue(root, "tool", "uv", "override-dependencies");
  for (const text of stringsOf(draft, overrides, "tool.uv.override-dependencies")) {
    readRequirement(draft, text, null);
    addNote(
      draft,
      "passed-over",
      `uv replaces what packages need of this by ${text.value}; here it is not replaced`,
      text,
    );
  }
}

const OLDER_KEYS: readonly (readonly [key: string, kind: InputIndex["kind"]])[] = [
  ["index-url", "index"],
  ["extra-index-url", "extra-index"],
  ["find-links", "find-links"],
];

function readIndex(draft: Draft, item: StructuredValue): void {
  const url = findText(item, "url");
  if (url === null) {
    addProblem(draft, item, "an index of tool.uv without a URL", 'url = "https://…"');
    return;
  }
  const isOn = (key: string) => {
    const value = findValue(item, key);
    return value?.kind === "boolean" && value.value;
  };
  const listed = isOn("default") ? "index" : "extra-index";
  draft.indexes.push({
    name: stringAt(item, "name"),
    url: url.value,
    kind: stringAt(item, "format") === "flat" ? "find-links" : listed,
    explicit: isOn("explicit"),
    place: placeOfSpan(draft.document, url.content),
  });
}

/** Gives requirements the sources that `[tool.uv.sources]` names for them; one without conditions decides what it is. */
export function applyUvSources(draft: Draft, requirements: readonly InputRequirement[]): readonly InputRequirement[] {
  const table = findTable(draft.document.root, "tool", "uv", "sources");
  const sources = new Map<string, readonly InputSource[]>();
  for (const [name, value, key] of entriesOf(draft, table, "tool.uv.sources")) {
    if (!isValidName(name)) addProblem(draft, key, `${JSON.stringify(name)} is no project name`, "a project name");
    const items = value.kind === "list" ? value.items : [value];
    sources.set(
      normalizeName(name),
      items.flatMap((item) => readSource(draft, item) ?? []),
    );
  }
  return requirements.map((requirement) => {
    const own = sources.get(requirement.name ?? "");
    return own === undefined || own.length === 0 ? requirement : withSources(requirement, own);
  });
}

function withSources(requirement: InputRequirement, sources: readonly InputSource[]): InputRequirement {
  const [only, ...more] = sources;
  const elsewhere = only !== undefined && more.length === 0 && only.marker === null && only.kind !== "index";
  if (!elsewhere) return { ...requirement, sources };
  const kind = only.kind === "path" || only.kind === "workspace" ? "path" : "direct";
  const direct = toDirect(requirement, only.value);
  return { ...requirement, kind, location: only.value, requirement: direct ?? requirement.requirement, sources };
}

/** The requirement as a direct reference: what comes from elsewhere is looked for in no index. */
function toDirect({ requirement }: InputRequirement, location: string): Requirement | null {
  if (requirement === null) return null;
  const { writtenName, writtenExtras, marker } = requirement;
  const extras = writtenExtras.length === 0 ? "" : `[${writtenExtras.join(",")}]`;
  const read = parseRequirement(`${writtenName}${extras} @ ${location}`);
  return read.ok ? withMarker(read.value, marker) : null;
}

function readSource(draft: Draft, item: StructuredValue): InputSource | null {
  const marker = stringAt(item, "marker");
  const place = placeOfSpan(draft.document, item);
  for (const kind of ["index", "url", "path", "git"] as const) {
    const value = findText(item, kind);
    if (value === null) continue;
    if (kind === "index" && !draft.indexes.some(({ name }) => name === value.value)) {
      const names = draft.indexes.flatMap(({ name }) => name ?? []);
      const expected = names.length === 0 ? `[[tool.uv.index]] with this name` : `one of ${names.join(", ")}`;
      addProblem(draft, value, `no index is named ${JSON.stringify(value.value)}`, expected);
    }
    return {
      kind: kind === "git" ? "vcs" : kind,
      value: kind === "git" ? `git+${value.value}` : value.value,
      marker,
      place,
    };
  }
  const workspace = findValue(item, "workspace");
  if (workspace?.kind === "boolean") return { kind: "workspace", value: ".", marker, place };
  addProblem(draft, item, "a source that names nothing", "index, git, url, path or workspace");
  return null;
}
