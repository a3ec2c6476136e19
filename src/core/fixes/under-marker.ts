import { type Marker, parseMarker } from "../pep/marker.ts";
import { type Requirement, withMarker } from "../pep/requirement.ts";

/** The requirement where it is meant already and the condition holds. */
export function underMarker(requirement: Requirement, condition: Marker): Requirement {
  const { marker } = requirement;
  const both = parseMarker(marker === null ? condition.canonical : `${part(marker)} and ${part(condition)}`);
  if (!both.ok) throw new TypeError(`${condition.canonical} is no marker`);
  return withMarker(requirement, both.value);
}

function part({ tree, canonical }: Marker): string {
  return tree.kind === "or" ? `(${canonical})` : canonical;
}
