import type { LocatedRequirement } from "../inputs/requirement-set.ts";
import type { Requirement } from "../pep/requirement.ts";
import type { Place } from "../report/model.ts";
import type { ConflictFact } from "../resolve/conflict-tree.ts";
import type { ResolveProblem, RootRequirement } from "../resolve/problem.ts";

/** A line of the user's that can be edited. */
export interface Line {
  readonly role: "requirements" | "constraints";
  readonly place: Place;
  readonly requirement: Requirement;
  /** As it stands in its file. */
  readonly text: string;
  /** Null where the caller gave only the problem. */
  readonly located: LocatedRequirement | null;
}

/** What has no place, or one that cannot be written to, cannot be edited and is left out. */
export function editableLines(problem: ResolveProblem, located: readonly LocatedRequirement[]): readonly Line[] {
  const toLines = (role: Line["role"]): readonly Line[] =>
    problem[role].flatMap(({ requirement, place }) => {
      if (place === null) return [];
      const found = located.find((one) => isSamePlace(one.place, place) && one.name === requirement.name) ?? null;
      if (found?.quoting === "none") return [];
      return [{ role, place, requirement, text: found?.text ?? requirement.canonical, located: found }];
    });
  return [...toLines("requirements"), ...toLines("constraints")];
}

export function lineOf(fact: ConflictFact, lines: readonly Line[]): Line | undefined {
  if (fact.kind !== "requested" && fact.kind !== "constraint") return undefined;
  const role = fact.kind === "requested" ? "requirements" : "constraints";
  return lines.find((line) => line.role === role && isSamePlace(line.place, fact.place));
}

/** Its format has room for one requirement there, no more and no less: a value behind a key. */
export function standsAlone({ located }: Line): boolean {
  return located?.quoting === "poetry-version" || located?.quoting === "json";
}

/** The problem with something else in place of the line; null: without it. */
export function replaceLine(problem: ResolveProblem, line: Line, requirement: Requirement | null): ResolveProblem {
  return mapLine(problem, line, () => requirement);
}

export function mapLine(
  problem: ResolveProblem,
  line: Line,
  change: (requirement: Requirement) => Requirement | readonly Requirement[] | null,
): ResolveProblem {
  const roots = problem[line.role].flatMap((root): readonly RootRequirement[] => {
    if (!isSamePlace(root.place, line.place)) return [root];
    const changed = change(root.requirement) ?? [];
    const requirements = "name" in changed ? [changed] : changed;
    return requirements.map((requirement) => ({ ...root, requirement }));
  });
  return { ...problem, [line.role]: roots };
}

/** What the problem has at the place of the line: nothing any more, or several where it was split. */
export function requirementsAt(problem: ResolveProblem, line: Line): readonly Requirement[] {
  return problem[line.role].flatMap(({ place, requirement }) => (isSamePlace(place, line.place) ? [requirement] : []));
}

export function lineKey({ role, place }: Line): string {
  return `${role} ${place.file}:${String(place.line).padStart(6, "0")}:${String(place.column).padStart(6, "0")}`;
}

export function isSamePlace(a: Place | null, b: Place | null): boolean {
  return a !== null && b !== null && a.file === b.file && a.line === b.line && a.column === b.column;
}
