import { evaluateMarker, type Marker, type MarkerEnvironment, type MarkerTree } from "../../pep/marker.ts";
import { normalizeName } from "../../pep/name.ts";
import type { InputFile, LockedNeed, LockedPackage } from "../input.ts";

/** Extras and groups of the project that are wanted. Absent groups: those that the lock installs by default. */
export interface LockChoice {
  readonly extras?: readonly string[];
  readonly groups?: readonly string[];
}

/**
 * The packages of a lock that are installed in an environment, in the order of the file. Locks that say what needs what
 * (uv.lock) are walked from the project; in the others each package has its own condition: pylock's algorithm (PEP 751), and
 * groups and markers for poetry.lock and Pipfile.lock. A lock that does not say what its packages are for (poetry.lock
 * before 2.1) is taken whole. Other kinds of files have none.
 */
export function selectLocked(
  file: Pick<InputFile, "locked" | "lock" | "kind">,
  environment: MarkerEnvironment,
  choice: LockChoice = {},
): readonly LockedPackage[] {
  const question: Question = {
    environment,
    extras: new Set((choice.extras ?? []).map(normalizeName)),
    groups: new Set((choice.groups ?? file.lock?.defaultGroups ?? []).map(normalizeName)),
  };
  if (file.kind === "uv.lock") return walkNeeds(file, question);
  return file.locked.filter(({ groups, marker }) => isWanted(groups, question) && holds(marker, question));
}

/** Whether a lock was made for an environment: one of those that it names, if it names some. */
export function lockCovers(file: Pick<InputFile, "lock">, environment: MarkerEnvironment): boolean {
  const environments = file.lock?.environments ?? [];
  return environments.length === 0 || environments.some((marker) => evaluateMarker(marker, environment));
}

interface Question {
  readonly environment: MarkerEnvironment;
  readonly extras: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

function isWanted(groups: readonly string[] | null, question: Question): boolean {
  return groups === null || groups.includes("main") || groups.some((group) => question.groups.has(group));
}

function holds(marker: Marker | null, question: Question): boolean {
  return marker === null || treeHolds(marker.tree, question);
}

/** Locks ask about all extras and groups at once, so each comparison with one is membership. */
function treeHolds(tree: MarkerTree, question: Question): boolean {
  switch (tree.kind) {
    case "group":
      return treeHolds(tree.inner, question);
    case "and":
      return tree.parts.every((part) => treeHolds(part, question));
    case "or":
      return tree.parts.some((part) => treeHolds(part, question));
    case "comparison":
      return askedFor(tree, question) ?? evaluateMarker({ tree, canonical: "" }, question.environment);
  }
}

/** `extra == "x"`, `"x" in extras`, `"x" in dependency_groups`; null for a comparison about something else. */
function askedFor(tree: Extract<MarkerTree, { kind: "comparison" }>, question: Question): boolean | null {
  const { left, operator, right } = tree;
  const variable = left.kind === "variable" ? left.name : right.kind === "variable" ? right.name : null;
  const text = left.kind === "text" ? left.value : right.kind === "text" ? right.value : "";
  if (variable !== "extra" && variable !== "extras" && variable !== "dependency_groups") return null;
  const among = variable === "dependency_groups" ? question.groups : question.extras;
  const isAmong = among.has(normalizeName(text));
  return operator === "!=" || operator === "not in" ? !isAmong : isAmong;
}

interface Visit {
  readonly found: LockedPackage;
  readonly extras: readonly string[];
  /** Only for the project: its groups count. */
  readonly groups: ReadonlySet<string>;
}

/** Follows the needs of the project's packages. uv names the extras and groups that conflict in its markers. */
function walkNeeds({ locked, lock }: Pick<InputFile, "locked" | "lock">, question: Question): readonly LockedPackage[] {
  const projects = locked.filter(({ source }) => source === "project");
  const asked = { ...question, extras: new Set([...question.extras, ...conflictNames(projects, question)]) };
  const byName = groupByName(locked);
  const taken = new Map<LockedPackage, Set<string>>();
  const queue: Visit[] = projects.map((found) => ({ found, extras: [...question.extras], groups: question.groups }));
  const enqueue = (need: LockedNeed): void => {
    if (!holds(need.marker, asked)) return;
    const found = chooseVersion(byName.get(need.name) ?? [], need, asked);
    if (found !== null) queue.push({ found, extras: need.extras, groups: new Set() });
  };
  const roots = lock?.roots ?? [];
  for (const need of roots) if (need.group === null || question.groups.has(need.group.name)) enqueue(need);
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    for (const need of newNeeds(taken, visit)) enqueue(need);
  }
  return locked.filter((found) => taken.has(found));
}

function groupByName(locked: readonly LockedPackage[]): ReadonlyMap<string, readonly LockedPackage[]> {
  const groups = new Map<string, LockedPackage[]>();
  for (const found of locked) {
    const group = groups.get(found.name);
    if (group === undefined) groups.set(found.name, [found]);
    else group.push(found);
  }
  return groups;
}

/** The needs that a visit brings in: each part of a package (itself, an extra, a group) is looked at once. */
function newNeeds(taken: Map<LockedPackage, Set<string>>, { found, extras, groups }: Visit): readonly LockedNeed[] {
  const seen = taken.get(found) ?? new Set<string>();
  taken.set(found, seen);
  const parts = ["", ...extras.map((extra) => `extra ${extra}`), ...[...groups].map((group) => `group ${group}`)];
  const fresh = new Set(parts.filter((part) => !seen.has(part)));
  for (const part of fresh) seen.add(part);
  return found.needs.filter(({ group }) => fresh.has(group === null ? "" : `${group.kind} ${group.name}`));
}

/** Of the versions that a lock has of a package, the one that is meant: by its number, else by its marker. */
function chooseVersion(
  candidates: readonly LockedPackage[],
  need: LockedNeed,
  question: Question,
): LockedPackage | null {
  const named = candidates.filter(({ version }) => need.version === null || version === need.version);
  return (named.length > 1 ? named.find(({ marker }) => holds(marker, question)) : named[0]) ?? null;
}

/** How uv writes an extra or group that excludes others in a marker: `extra-7-project-cu124`, `group-7-project-dev`. */
function conflictNames(projects: readonly LockedPackage[], question: Question): readonly string[] {
  return projects.flatMap(({ name }) => [
    ...[...question.extras].map((extra) => `extra-${name.length}-${name}-${extra}`),
    ...[...question.groups].map((group) => `group-${name.length}-${name}-${group}`),
  ]);
}
