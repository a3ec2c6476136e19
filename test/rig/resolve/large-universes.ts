import type { UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { offers } from "./problem.ts";
import type { Packages } from "./solve.ts";

/** Something large: an index and what is asked of it. */
export interface LargeUniverse {
  readonly name: string;
  /** What it is large in, as the requirements on the solver name it. */
  readonly full: number;
  readonly make: (size: number) => { readonly packages: Packages; readonly lines: readonly string[] };
  /** `name version` of each pin, sorted, or of a conflict the lines that it names. */
  readonly expected: (size: number) => readonly string[] | { readonly conflict: readonly string[] };
}

const VERSIONS = 10_000;
const LINES = 2000;

const FOREIGN: UniverseVersion = { requires: [], sdist: false, wheelTags: ["cp312-cp312-win_amd64"] };

/** One project with many versions, many lines in one file, many packages in a circle. */
export const LARGE_UNIVERSES: readonly LargeUniverse[] = [
  {
    name: "versions of one project, the newest of which fits",
    full: VERSIONS,
    make: (size) => ({ packages: { app: { "1": offers("lib") }, lib: versions(size) }, lines: ["app"] }),
    expected: (size) => ["app 1", `lib ${size}`],
  },
  {
    name: "versions that each want their own version of another project",
    full: VERSIONS,
    make: (size) => ({
      packages: {
        boto: versions(size, (at) => offers(`core==${at}`)),
        core: versions(size),
        old: { "1": offers("core<3") },
      },
      lines: ["boto", "old"],
    }),
    expected: () => ["boto 2", "core 2", "old 1"],
  },
  {
    name: "versions that each want what is not there",
    full: VERSIONS,
    make: (size) => ({
      packages: { boto: versions(size, (at) => offers(`gone-${at % 10}`)), lib: { "1": offers() } },
      lines: ["lib", "boto"],
    }),
    expected: () => ({ conflict: ["boto"] }),
  },
  {
    name: "versions without a file for the target",
    full: VERSIONS,
    make: (size) => ({ packages: { lib: versions(size, () => FOREIGN) }, lines: ["lib"] }),
    expected: () => ({ conflict: ["lib"] }),
  },
  {
    name: "pre-releases and no other version",
    full: VERSIONS,
    make: (size) => ({
      packages: {
        app: prereleases(size, (at) => offers(`core<${at + 1}`)),
        core: prereleases(size),
        old: { "1": offers("core<3") },
      },
      lines: ["app", "old"],
    }),
    expected: (size) => [`app ${size}rc1`, "core 2rc1", "old 1"],
  },
  {
    name: "lines that pin",
    full: LINES,
    make: (size) => ({ packages: packages(size, () => versions(2)), lines: names(size).map((name) => `${name}==1`) }),
    expected: (size) => pinned(size, () => 1),
  },
  {
    name: "lines that all pull in the same project, which a constraint of theirs holds back",
    full: LINES,
    make: (size) => ({
      packages: { ...packages(size, () => ({ "1": offers("hub"), "2": offers("hub>=2") })), hub: versions(3) },
      lines: [...names(size), "hub<2"],
    }),
    expected: (size) => ["hub 1", ...pinned(size, () => 1)],
  },
  {
    name: "lines of which two contradict each other",
    full: LINES,
    make: (size) => ({
      packages: { ...packages(size, () => versions(2)), hub: versions(3) },
      lines: ["hub<2", ...names(size), "hub>2"],
    }),
    expected: () => ({ conflict: ["hub<2", "hub>2"] }),
  },
  {
    name: "packages in a circle",
    full: LINES,
    make: (size) => ({
      // The newest asks for a version of itself that is not there, once around.
      packages: packages(size, (at) => {
        const next = nameOf((at + 1) % size);
        const newest = at === size - 1 ? `${next}==4` : `${next}==3`;
        return { "1": offers(`${next}==1`), "2": offers(`${next}==2`), "3": offers(newest) };
      }),
      lines: [nameOf(0)],
    }),
    expected: (size) => pinned(size, () => 2),
  },
  {
    name: "packages in a circle that never agrees",
    full: LINES,
    make: (size) => ({
      packages: packages(size, (at) => {
        const next = nameOf((at + 1) % size);
        const turned = at === size - 1;
        return { "1": offers(`${next}==${turned ? 2 : 1}`), "2": offers(`${next}==${turned ? 1 : 2}`) };
      }),
      lines: [nameOf(0)],
    }),
    expected: () => ({ conflict: [nameOf(0)] }),
  },
];

function versions(count: number, make: (at: number) => UniverseVersion = () => offers()) {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at + 1}`, make(at + 1)]));
}

function prereleases(count: number, make: (at: number) => UniverseVersion = () => offers()) {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at + 1}rc1`, make(at + 1)]));
}

function packages(count: number, make: (at: number) => Packages[string]): Packages {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [nameOf(at), make(at)]));
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => nameOf(at));
}

function nameOf(at: number): string {
  return `p${at}`;
}

function pinned(count: number, version: (at: number) => number): readonly string[] {
  return names(count).map((name, at) => `${name} ${version(at)}`);
}
