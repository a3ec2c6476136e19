import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

/** What an index said of a few hundred projects on one day: no addresses, no digests, no sdists. */
export interface FrozenUniverse {
  /** Day of the recording. */
  readonly recorded: string;
  readonly how: string;
  readonly projects: Readonly<Record<string, readonly FrozenVersion[]>>;
}

export interface FrozenVersion {
  readonly version: string;
  readonly requiresPython: string | null;
  /** The reason, "" when none was given; null when the version is not yanked. */
  readonly yanked: string | null;
  /** Of wheels for Linux: their names. */
  readonly wheels: readonly string[];
  readonly requires: readonly string[];
  readonly extras: readonly string[];
  /** False: its METADATA was not read, and what it requires is taken over from the nearest version that was. */
  readonly isRead: boolean;
}

const FILE = join(import.meta.dirname, "universe.json.gz");

export function readUniverse(): FrozenUniverse {
  const { lists, projects, ...rest } = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as Packed;
  const unpack = ([
    version,
    requiresPython,
    yanked,
    wheels,
    requires,
    extras,
    isRead,
  ]: PackedVersion): FrozenVersion => ({
    ...{ version, requiresPython, yanked, wheels: lists[wheels] ?? [], requires: lists[requires] ?? [] },
    ...{ extras: lists[extras] ?? [], isRead: isRead === 1 },
  });
  const entries = Object.entries(projects).map(([name, versions]) => [name, versions.map(unpack)] as const);
  // A wheel's name begins with its project and version: only the rest is written down.
  const full = entries.map(([name, versions]) => [name, versions.map((one) => withNames(name, one))] as const);
  return { ...rest, projects: Object.fromEntries(full) };
}

/** Lists are written once each: most versions of a project have the same ones. */
export function packUniverse({ projects, ...rest }: FrozenUniverse): Buffer {
  const lists: (readonly string[])[] = [];
  const places = new Map<string, number>();
  const place = (list: readonly string[]): number => {
    const key = JSON.stringify(list);
    const known = places.get(key) ?? lists.push(list) - 1;
    places.set(key, known);
    return known;
  };
  const pack = (one: FrozenVersion): PackedVersion => [
    ...([one.version, one.requiresPython, one.yanked] as const),
    ...([place(one.wheels.map(tagsOf)), place(one.requires), place(one.extras), one.isRead ? 1 : 0] as const),
  ];
  const packed = Object.entries(projects).map(([name, versions]) => [name, versions.map(pack)] as const);
  return gzipSync(JSON.stringify({ ...rest, projects: Object.fromEntries(packed), lists }), { level: 9 });
}

type PackedVersion = readonly [string, string | null, string | null, number, number, number, 0 | 1];

interface Packed extends Omit<FrozenUniverse, "projects"> {
  readonly projects: Readonly<Record<string, readonly PackedVersion[]>>;
  readonly lists: readonly (readonly string[])[];
}

/** `cp312-cp312-manylinux_2_28_aarch64` of `numpy-2.1.0-cp312-cp312-manylinux_2_28_aarch64.whl`. */
function tagsOf(filename: string): string {
  return filename.slice(0, -".whl".length).split("-").slice(-3).join("-");
}

function withNames(name: string, one: FrozenVersion): FrozenVersion {
  const stem = `${name.replaceAll("-", "_")}-${one.version.replaceAll("-", "_")}`;
  return { ...one, wheels: one.wheels.map((tags) => `${stem}-${tags}.whl`) };
}
