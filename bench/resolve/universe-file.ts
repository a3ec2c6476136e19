import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What an index said of a few hundred projects on one day: no addresses, no digests, no sdists. */
export interface FrozenUniverse {
  /** Day of the recording. */
  readonly recorded: string;
  readonly how: string;
  readonly projects: Readonly<Record<string, readonly FrozenVersion[]>>;
}

export interface FrozenVersion {
  readonly version: string;
  /** As the page says it. */
  readonly requiresPython: string | null;
  /** The reason, "" when none was given; null when the version is not yanked. */
  readonly yanked: string | null;
  /** Of wheels for Linux: their names. */
  readonly wheels: readonly string[];
  readonly metadata: FrozenMetadata;
}

/** Of the version's own METADATA what a resolver reads, as written. */
export interface FrozenMetadata {
  readonly metadataVersion: string | null;
  readonly name: string;
  readonly version: string;
  readonly requiresPython: string | null;
  readonly requires: readonly string[];
  readonly extras: readonly string[];
}

const FILE = join(import.meta.dirname, "universe.json.gz");

export function readUniverse(): FrozenUniverse {
  const { lists, projects, ...rest } = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as Packed;
  const list = (place: number): readonly string[] => lists[place] ?? [];
  const entries = Object.entries(projects).map(([name, versions]) => [
    name,
    versions.map((packed): FrozenVersion => {
      const [version, written, requiresPython, yanked, wheels, requires, extras, header] = packed;
      const [metadataVersion = "", ownName = "", ownPython = ""] = list(header);
      // A wheel's name begins with its project and version: only the rest is written down.
      const stem = `${name.replaceAll("-", "_")}-${version.replaceAll("-", "_")}`;
      return {
        ...{ version, requiresPython, yanked, wheels: list(wheels).map((tags) => `${stem}-${tags}.whl`) },
        metadata: {
          ...{ metadataVersion: metadataVersion || null, name: ownName, version: written ?? version },
          ...{ requiresPython: ownPython || null, requires: list(requires), extras: list(extras) },
        },
      };
    }),
  ]);
  return { ...rest, projects: Object.fromEntries(entries) };
}

/** As JSON, to be compressed. Lists are written once each: most versions of a project have the same ones. */
export function packUniverse({ projects, ...rest }: FrozenUniverse): string {
  const lists: (readonly string[])[] = [];
  const places = new Map<string, number>();
  const place = (list: readonly string[]): number => {
    const key = JSON.stringify(list);
    const known = places.get(key) ?? lists.push(list) - 1;
    places.set(key, known);
    return known;
  };
  const pack = ({ version, requiresPython, yanked, wheels, metadata: own }: FrozenVersion): PackedVersion => [
    ...([version, own.version === version ? null : own.version, requiresPython, yanked] as const),
    ...([place([...new Set(wheels.map(tagsOf))]), place(own.requires), place(own.extras)] as const),
    place([own.metadataVersion ?? "", own.name, own.requiresPython ?? ""]),
  ];
  const packed = Object.entries(projects).map(([name, versions]) => [name, versions.map(pack)] as const);
  return JSON.stringify({ ...rest, projects: Object.fromEntries(packed), lists });
}

/** The headers of the METADATA, without what no resolver reads. */
export function metadataText({ metadata: own }: FrozenVersion): string {
  const lines = [
    ...(own.metadataVersion === null ? [] : [`Metadata-Version: ${own.metadataVersion}`]),
    `Name: ${own.name}`,
    `Version: ${own.version}`,
    ...(own.requiresPython === null ? [] : [`Requires-Python: ${own.requiresPython}`]),
    ...own.extras.map((extra) => `Provides-Extra: ${extra}`),
    ...own.requires.map((line) => `Requires-Dist: ${line}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** Version, the same as METADATA spells it, Requires-Python and yanking of the page; places of lists. */
type PackedVersion = readonly [string, string | null, string | null, string | null, number, number, number, number];

interface Packed extends Omit<FrozenUniverse, "projects"> {
  readonly projects: Readonly<Record<string, readonly PackedVersion[]>>;
  readonly lists: readonly (readonly string[])[];
}

/** `cp312-cp312-manylinux_2_28_aarch64` of `numpy-2.1.0-cp312-cp312-manylinux_2_28_aarch64.whl`. */
function tagsOf(filename: string): string {
  return filename.slice(0, -".whl".length).split("-").slice(-3).join("-");
}
