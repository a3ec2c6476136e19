import { normalizeName } from "../../pep/name.ts";
import type { InputRequirement } from "../input.ts";
import { findValue, type StructuredValue, type TextValue, type UnitSpan } from "../structured/value.ts";
import { addProblem, type Draft, entriesOf, itemsOf, readRequirement, takeStep } from "./draft.ts";

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
    const group = { kind: "group", name } as const;
    draft.requirements.push(...expand(walk, name).map((each) => ({ ...each, group })));
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

/** The requirements of a group and of those that it includes, each group once. A stack of its own: chains may be long. */
function expand(walk: Walk, name: string): readonly InputRequirement[] {
  const found: InputRequirement[] = [];
  const seen = new Set([name]);
  const trail = [{ name, items: itemsOfGroup(walk, name) }];
  const inside = new Set([name]);
  for (let open = trail.at(-1); open !== undefined; open = trail.at(-1)) {
    if (!takeStep(walk.draft)) break;
    const { value: item, done } = open.items.next();
    if (done) {
      trail.pop();
      inside.delete(open.name);
    } else if ("requirement" in item) found.push(item.requirement);
    else if (inside.has(item.include)) complainOfCycle(walk, item, trail);
    else if (!walk.groups.has(item.include)) complainOfUnknown(walk, item);
    else if (!seen.has(item.include)) {
      seen.add(item.include);
      inside.add(item.include);
      trail.push({ name: item.include, items: itemsOfGroup(walk, item.include) });
    }
  }
  return found;
}

function itemsOfGroup({ groups }: Walk, name: string): Iterator<Item, undefined> {
  return (groups.get(name)?.items ?? []).values() as Iterator<Item, undefined>;
}

type Include = Extract<Item, { include: string }>;

function complainOfCycle(walk: Walk, { include, at }: Include, trail: readonly { readonly name: string }[]): void {
  const names = trail.map(({ name }) => name);
  const chain = [...names.slice(names.indexOf(include)), include].join(" → ");
  complainOnce(walk, at, `the group includes itself: ${chain}`, "groups that end somewhere");
}

function complainOfUnknown(walk: Walk, { at }: Include): void {
  const names = [...walk.groups.values()].map(({ written }) => written).join(", ");
  complainOnce(walk, at, `there is no group ${JSON.stringify(at.value)}`, `one of ${names}`);
}

function complainOnce({ draft, told }: Walk, at: TextValue, message: string, expected: string): void {
  if (told.has(at)) return;
  told.add(at);
  addProblem(draft, at, message, expected);
}
