import { evaluateMarker, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement, type Requirement } from "../../core/pep/requirement.ts";
import type { Wanted } from "./closure.ts";

/** The `Requires-Dist` lines of a package of the closure. */
export type RequiresDist = (wanted: Wanted) => readonly string[];

/**
 * Gives each package that no line names the requirement that the others have of it, e.g. `numpy>=1.26,<3`: by its name
 * alone nobody could tell which other version would do.
 */
export function withDemands(
  wanted: readonly Wanted[],
  requiresDist: RequiresDist,
  environment: MarkerEnvironment,
): readonly Wanted[] {
  const specifiers = new Map<string, Set<string>>();
  for (const parent of wanted) {
    for (const text of requiresDist(parent)) {
      const read = parseRequirement(text);
      if (!read.ok || !parent.needs.includes(read.value.name) || !mayHold(read.value, environment)) continue;
      const known = specifiers.get(read.value.name) ?? new Set();
      for (const { operator, text: version } of read.value.specifiers.specifiers) known.add(operator + version);
      specifiers.set(read.value.name, known);
    }
  }
  return wanted.map((one) => {
    const asked = specifiers.get(one.name);
    if (one.places.length > 0 || asked === undefined || asked.size === 0) return one;
    const text = `${one.name}${[...asked].join(",")}`;
    const read = parseRequirement(text);
    return read.ok ? { ...one, requirement: read.value, text } : one;
  });
}

/** Whether its marker holds, for no extra or for one that it names. */
function mayHold({ marker }: Requirement, environment: MarkerEnvironment): boolean {
  if (marker === null) return true;
  const extras = [...marker.canonical.matchAll(/extra == "([^"]+)"/g)].flatMap(([, extra]) => extra ?? []);
  return evaluateMarker(marker, environment) || evaluateMarker(marker, environment, extras);
}
