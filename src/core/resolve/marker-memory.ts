import { evaluateMarker, type Marker, type MarkerEnvironment } from "../pep/marker.ts";

const MEMORY = new WeakMap<MarkerEnvironment, Map<string | null, Map<string, boolean>>>();

/** Whether a marker holds, with the extra that is asked for. Thousands of requirements share a few hundred markers. */
export function markerHolds(marker: Marker, environment: MarkerEnvironment, extra: string | null): boolean {
  const byExtra = MEMORY.get(environment) ?? new Map<string | null, Map<string, boolean>>();
  const byText = byExtra.get(extra) ?? new Map<string, boolean>();
  const known = byText.get(marker.canonical);
  if (known !== undefined) return known;
  const holds = evaluateMarker(marker, environment, extra === null ? [] : [extra]);
  MEMORY.set(environment, byExtra.set(extra, byText.set(marker.canonical, holds)));
  return holds;
}
