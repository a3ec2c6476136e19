import type { Place } from "../../report/model.ts";
import type { AssessedPackage, CheckFacts } from "../facts.ts";
import { placeText, uniquePlaces } from "../requirement-places.ts";

/** How a package comes in: the user's lines, and the shortest way from the first of them. */
export interface Chain {
  /** The nearest line first; empty when nothing is known. */
  readonly places: readonly Place[];
  /** Normalised names from a package of the user's lines down to this one; only itself when it is one of them. */
  readonly names: readonly string[];
}

const PLACES_KEPT = 10;

/** Breadth first over who needs whom, so that the nearest line comes first; cycles end. */
export function chainOf({ name }: Pick<AssessedPackage, "name">, { assessed }: CheckFacts): Chain {
  const byName = new Map(assessed.map((item) => [item.name, item]));
  const seen = new Set([name]);
  const found: { readonly names: readonly string[]; readonly places: readonly Place[] }[] = [];
  for (let level: (readonly string[])[] = [[name]]; level.length > 0; ) {
    const next: (readonly string[])[] = [];
    for (const names of level) {
      const item = byName.get(names[0] ?? name);
      if (item === undefined) continue;
      if (item.requestedBy.length > 0) found.push({ names, places: item.requestedBy });
      // A line of the user's own is reason enough: who needs it besides does not matter.
      if (names.length === 1 && item.requestedBy.length > 0) break;
      for (const parent of item.requiredBy.filter((each) => !seen.has(each))) {
        seen.add(parent);
        next.push([parent, ...names]);
      }
    }
    level = next;
  }
  const places = uniquePlaces(found.flatMap((each) => each.places)).slice(0, PLACES_KEPT);
  return { places, names: found[0]?.names ?? [name] };
}

/** `It comes in by transformers (requirements.txt:3) → tokenizers.` Nothing for a package that the user names. */
export function chainSentences({ names, places }: Chain): string[] {
  const [root, ...rest] = names;
  const [place] = places;
  if (rest.length === 0) return [];
  const where = place === undefined ? "" : ` (${placeText(place)})`;
  return [`It comes in by ${root}${where} → ${rest.join(" → ")}.`];
}
