import type { Marker, MarkerTree } from "../../pep/marker.ts";
import { parseMarker } from "../../pep/marker.ts";
import type { Requirement } from "../../pep/requirement.ts";
import { makeSpecifierSet } from "../../pep/specifier.ts";
import { isNeeded } from "../dependencies.ts";
import type { Pin } from "../problem.ts";
import type { Situation } from "../situation.ts";
import { jointName } from "./joint-name.ts";

/** One of the targets, with what it took when it was solved alone. */
export interface Member {
  readonly number: number;
  readonly situation: Situation;
  /** Projects that it takes from a URL, by name. They stay as they are. */
  readonly fixed: ReadonlyMap<string, Pin>;
}

const ANY = makeSpecifierSet([]);

/** A requirement that holds on a target, as what it asks of that target's copies. It keeps its text, for explanations. */
export function demandOn(requirement: Requirement, member: Member, marker: Marker | null): readonly Requirement[] {
  const { name, extras, url } = requirement;
  const fixed = member.fixed.get(name);
  const kind = url !== null && fixed === undefined ? "foreign" : "choice";
  const isFree = url !== null || (fixed !== undefined && fixed.version === null);
  const choice = {
    ...requirement,
    name: jointName(name, kind, member.number),
    extras: [],
    url: null,
    marker,
    specifiers: isFree ? ANY : requirement.specifiers,
  };
  if (extras.length === 0) return [choice];
  return [choice, { ...choice, name: jointName(name, "content", member.number), extras, specifiers: ANY }];
}

/** What a version needs on a target: its markers are evaluated, except for what only an extra asks for. */
export function contentDemands(requires: readonly Requirement[], member: Member): readonly Requirement[] {
  const { environment } = member.situation;
  return requires.flatMap((requirement) => {
    if (isNeeded(requirement, environment, null)) return demandOn(requirement, member, null);
    const extras = requirement.marker === null ? [] : extrasIn(requirement.marker.tree);
    return [...new Set(extras)].flatMap((extra) =>
      isNeeded(requirement, environment, extra) ? demandOn(requirement, member, extraMarker(extra)) : [],
    );
  });
}

/** The names that a marker compares `extra` with. */
function extrasIn(tree: MarkerTree): readonly string[] {
  if (tree.kind === "group") return extrasIn(tree.inner);
  if (tree.kind !== "comparison") return tree.parts.flatMap(extrasIn);
  const sides = [tree.left, tree.right];
  const isAsked = sides.some((side) => side.kind === "variable" && side.name.startsWith("extra"));
  return isAsked ? sides.flatMap((side) => (side.kind === "text" ? [side.value] : [])) : [];
}

function extraMarker(extra: string): Marker {
  const read = parseMarker(`extra == ${JSON.stringify(extra)}`);
  if (!read.ok) throw new TypeError(`${extra} is no extra`);
  return read.value;
}
