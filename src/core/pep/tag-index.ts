import { platformOf } from "./platform-tag.ts";

/** The parts of a list of tags: what is asked when a wheel's tag is not in the list. */
export interface TagIndex {
  /** `cp312-abi3`. */
  readonly pythons: ReadonlySet<string>;
  readonly platforms: ReadonlySet<string>;
  readonly machines: ReadonlySet<string>;
}

const known = new WeakMap<readonly string[], TagIndex>();

export function indexTags(tags: readonly string[]): TagIndex {
  const index = known.get(tags) ?? makeIndex(tags);
  known.set(tags, index);
  return index;
}

function makeIndex(tags: readonly string[]): TagIndex {
  const cuts = tags.map((tag) => [tag, tag.lastIndexOf("-")] as const);
  const platforms = new Set(cuts.map(([tag, cut]) => tag.slice(cut + 1)));
  const machines = [...platforms].map((platform) => platformOf(platform).machine);
  return {
    pythons: new Set(cuts.map(([tag, cut]) => tag.slice(0, cut))),
    platforms,
    machines: new Set(machines.filter((machine) => machine !== null)),
  };
}
