import type { PipPackage } from "../log/facts/pip-report.ts";
import { evaluateMarker } from "../pep/evaluate-marker.ts";
import type { MarkerEnvironment } from "../pep/marker.ts";
import { normalizeName } from "../pep/name.ts";
import { parseRequirement } from "../pep/requirement.ts";

/** Who needs whom in one resolution. Names are normalised; lists are sorted and hold resolved packages only. */
export interface DependencyGraph {
  needs(name: string): readonly string[];
  requiredBy(name: string): readonly string[];
  /** Requires-Dist lines of a package that hold on this target. */
  requirementsOf(name: string): readonly string[];
}

/**
 * The edges of a resolution, from each package's `Requires-Dist`, the target's markers and the extras that are asked for.
 * Extras spread (`a` needs `b[x]`, so `b`'s lines for `x` count), hence the repetition until nothing is added.
 */
export function dependencyGraph(packages: readonly PipPackage[], environment: MarkerEnvironment): DependencyGraph {
  const byName = new Map(packages.map((item) => [item.name, item]));
  const extras = new Map(packages.map((item) => [item.name, new Set(item.requestedExtras.map(normalizeName))]));
  const edges = new Map<string, Map<string, string>>();
  let grew = true;
  while (grew) {
    grew = false;
    for (const item of packages) {
      const found = activeRequirements(item, environment, [...(extras.get(item.name) ?? [])]);
      edges.set(item.name, new Map(found.map(({ name, line }) => [line, name])));
      for (const { name, extras: asked } of found) {
        const known = extras.get(name);
        for (const extra of asked) {
          if (known === undefined || known.has(normalizeName(extra))) continue;
          known.add(normalizeName(extra));
          grew = true;
        }
      }
    }
  }
  const needs = (name: string): readonly string[] =>
    [...new Set(edges.get(name)?.values() ?? [])].filter((other) => byName.has(other)).sort();
  const requirers = new Map(packages.map((item): [string, string[]] => [item.name, []]));
  for (const name of [...byName.keys()].sort()) {
    for (const needed of needs(name)) requirers.get(needed)?.push(name);
  }
  return {
    needs,
    requiredBy: (name) => requirers.get(name) ?? [],
    requirementsOf: (name) => [...(edges.get(name)?.keys() ?? [])],
  };
}

function activeRequirements(
  item: PipPackage,
  environment: MarkerEnvironment,
  extras: readonly string[],
): readonly { readonly name: string; readonly extras: readonly string[]; readonly line: string }[] {
  return item.requiresDist.flatMap((line) => {
    const parsed = parseRequirement(line);
    if (!parsed.ok) return [];
    const { name, marker } = parsed.value;
    if (marker !== null && !evaluateMarker(marker, environment, extras)) return [];
    return [{ name, extras: parsed.value.extras, line }];
  });
}
