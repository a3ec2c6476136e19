import type { InputIndex, InputRequirement } from "../../core/inputs/input.ts";
import { evaluateMarker, type MarkerEnvironment, parseMarker } from "../../core/pep/marker.ts";

/**
 * The index that the files name for a package (`tool.uv.sources`, Poetry's `source`), as it holds on one target: by
 * normalised name of the package, the addresses that are asked in the place of all others.
 */
export function namedIndexes(
  requirements: readonly InputRequirement[],
  indexes: readonly InputIndex[],
  environment: MarkerEnvironment,
): ReadonlyMap<string, readonly string[]> {
  const addresses = new Map(
    indexes.flatMap(({ name, url, kind }) =>
      name === null || kind === "find-links" || !URL.canParse(url) ? [] : [[name, url] as const],
    ),
  );
  const found = new Map<string, readonly string[]>();
  for (const { name, sources = [] } of requirements) {
    const named = sources
      .filter(({ kind, marker }) => kind === "index" && holds(marker, environment))
      .flatMap(({ value }) => addresses.get(value) ?? []);
    if (name !== null && named.length > 0) found.set(name, [...new Set([...(found.get(name) ?? []), ...named])]);
  }
  return found;
}

function holds(marker: string | null, environment: MarkerEnvironment): boolean {
  const read = marker === null ? null : parseMarker(marker);
  return read === null || (read.ok && evaluateMarker(read.value, environment));
}
