import { normalizeName } from "../../pep/name.ts";
import type { InputRequirement } from "../input.ts";
import { findValue, type StructuredValue, type TextValue, type UnitSpan } from "../structured/value.ts";
import { addProblem, type Draft, entriesOf, itemsOf, readRequirement } from "./draft.ts";

type Item = { readonly requirement: InputRequirement } | { readonly include: string; readonly at: TextValue };

interface RawGroup {
  readonly written: string;
  readonly items: readonly Item[];
}

/** Reads `[dependency-groups]` (PEP 735) and uv's older `tool.uv.dev-dependencies`; `include-group` is followed. */
export function readDependencyGroups(draft: Draft): void {
  const { root } = draft.document;
  const groups = new Map<string, RawGroup>();
  for (const [written, value, key] of entriesOf(draft, findValue(root, "dependency-groups"), "dependency-groups")) {
    addGroup(draft, groups, { written, value, key });
  }
  const legacy = findValue(root, "tool", "uv", "dev-dependencies");
  if (legacy !== null && !groups.has("dev")) addGroup(draft, groups, { written: "dev", value: legacy, key: legacy });
  const walk: Walk = { draft, groups, told: new Set() };
  for (const name of groups.keys()) {
    const requirements = new Set(expand(walk, name, []));
    draft.requirements.push(...[...requirements].map((each) => ({ ...each, group: { kind: "group", name } as const })));
  }
}

function addGroup(
  draft: Draft,
  groups: Map<string, RawGroup>,
  { written, value, key }: { readonly written: string; readonly value: StructuredValue; readonly key: UnitSpan },
): void {
  const name = normalizeName(written);
  const other = groups.get(name);
  if (other !== undefined) {
    addProblem(draft, key, `the group ${written} has the same name as ${other.written}`, "each group once");
    return;
  }
  const what = `the group ${JSON.stringify(written)}`;
  const items = itemsOf(draft, value, what).flatMap((item) => readItem(draft, item, what) ?? []);
  groups.set(name, { written, items });
}

function readItem(draft: Draft, item: StructuredValue, what: string): Item | null {
  if (item.kind === "text") {
    const requirement = readRequirement(draft, item, null);
    return requirement === null ? null : { requirement };
  }
  const include = item.kind === "table" ? item.entries.get("include-group")?.value : undefined;
  if (item.kind === "table" && include?.kind === "text" && item.entries.size === 1) {
    return { include: normalizeName(include.value), at: include };
  }
  addProblem(
    draft,
    item,
    `an item of ${what} is neither`,
    'a requirement like "numpy>=2", or {include-group = "name"}',
  );
  return null;
}

interface Walk {
  readonly draft: Draft;
  readonly groups: ReadonlyMap<string, RawGroup>;
  /** Includes that were complained about already: a group may be expanded often. */
  readonly told: Set<TextValue>;
}

/** The requirements of a group and of those that it includes. `trail`: the groups that lead here, outermost first. */
function expand(walk: Walk, name: string, trail: readonly string[]): readonly InputRequirement[] {
  const inside = [...trail, name];
  const seen = new Set<string>();
  return (walk.groups.get(name)?.items ?? []).flatMap((item) => {
    if ("requirement" in item) return [item.requirement];
    if (seen.has(item.include) || isBroken(walk, item, inside)) return [];
    seen.add(item.include);
    return expand(walk, item.include, inside);
  });
}

function isBroken(walk: Walk, { include, at }: Extract<Item, { include: string }>, inside: readonly string[]): boolean {
  const known = walk.groups.has(include);
  const cyclic = inside.includes(include);
  if (known && !cyclic) return false;
  if (!walk.told.has(at)) {
    const chain = [...inside.slice(inside.indexOf(include)), include].join(" → ");
    const message = known ? `the group includes itself: ${chain}` : `there is no group ${JSON.stringify(at.value)}`;
    const names = [...walk.groups.values()].map(({ written }) => written).join(", ");
    addProblem(walk.draft, at, message, known ? "groups that end somewhere" : `one of ${names}`);
    walk.told.add(at);
  }
  return true;
}
