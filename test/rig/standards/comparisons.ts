import { compareSdistNames, compareWheelNames } from "./compare-filenames.ts";
import { compareMarkers, compareRequirements } from "./compare-requirements.ts";
import { compareOrderings, compareRangeMembers, compareRanges, compareSpecifiers } from "./compare-specifiers.ts";
import { compareTags } from "./compare-tags.ts";
import type { Comparison, Library } from "./library.ts";
import { fetchLibrary } from "./library.ts";

/** The newest `packaging`, the last one with the old order of tags, and the copies that pip carries of both. */
const LIBRARIES = [
  { project: "packaging", version: "26.3", rules: "packaging-26.3" },
  { project: "packaging", version: "26.2", rules: "pip-26.2" },
  { project: "pip", version: "26.3", rules: "packaging-26.3" },
  { project: "pip", version: "26.2.1", rules: "pip-26.2" },
] as const;

export interface Run extends Comparison {
  readonly library: string;
}

interface Task {
  readonly title: string;
  run(): Promise<Run>;
}

/**
 * All comparisons with the library, one task each. `times` makes the counts that many times as high; the next `seed`
 * makes up other cases.
 */
export function standardsTasks({ seed, times }: { readonly seed: number; readonly times: number }): readonly Task[] {
  const newest = LIBRARIES[0];
  const task = (
    title: string,
    from: { project: "packaging" | "pip"; version: string },
    run: (library: Library) => Comparison,
  ): Task => ({
    title: `${title} of ${from.project} ${from.version}`,
    run: async () => {
      const library = await fetchLibrary(from.project, from.version);
      return { ...run(library), library: library.name };
    },
  });
  return [
    ...LIBRARIES.map((from) =>
      task("the tags", from, (library) => compareTags(library, from.rules, 200 * times, seed)),
    ),
    task("the specifiers", newest, (library) => compareSpecifiers(library, 60_000 * times, seed)),
    task("the members of ranges", newest, (library) => compareRangeMembers(library, 60_000 * times, seed)),
    task("the algebra of ranges", newest, (library) => compareRanges(library, 2_000 * times, seed)),
    task("the orderings", newest, (library) => compareOrderings(library, 250 * times, seed)),
    task("the markers", newest, (library) => compareMarkers(library, 2_000 * times, seed)),
    task("the requirements", newest, (library) => compareRequirements(library, 5_000 * times, seed)),
    task("the names of wheels", newest, (library) => compareWheelNames(library, 5_000 * times, seed)),
    task("the names of sdists", newest, (library) => compareSdistNames(library, 2_000 * times, seed)),
  ];
}
