import type { FrozenVersion } from "../../bench/resolve/universe-file.ts";
import { type ProjectVersion, projectVersions } from "../../src/core/index/candidates.ts";
import { parseProjectIndex } from "../../src/core/index/parse-project-index.ts";
import { type CoreMetadata, parseMetadata } from "../../src/core/pep/metadata.ts";
import { normalizeName } from "../../src/core/pep/name.ts";
import { parseWheelFilename } from "../../src/core/pep/wheel-filename.ts";
import type { Notes } from "./noting.ts";

/** Versions of one project: pages of some have thousands. */
const MOST_VERSIONS = 40;
/** The family in which every version pins others, so that resolvers go back over it. */
const PINNED_FAMILY = new Set(["boto3", "botocore", "awscli", "aiobotocore", "s3fs", "s3transfer", "fsspec"]);
const MOST_OF_FAMILY = 400;

/** What was noted, as versions; projects without a wheel for Linux have none. */
export function freezeProjects({ pages, metadata }: Notes): Record<string, readonly FrozenVersion[]> {
  const names = [...pages.keys()].map(normalizeName).sort();
  const frozen = names.map((name) => {
    const page = pages.get(name);
    const read = page === undefined ? null : parseProjectIndex(page);
    const versions = read?.ok ? projectVersions(read.value, name) : [];
    return [
      name,
      freezeVersions(versions, metadata, PINNED_FAMILY.has(name) ? MOST_OF_FAMILY : MOST_VERSIONS),
    ] as const;
  });
  return Object.fromEntries(frozen.filter(([, versions]) => versions.length > 0));
}

function freezeVersions(
  versions: readonly ProjectVersion[],
  metadata: ReadonlyMap<string, string>,
  most: number,
): readonly FrozenVersion[] {
  const known = versions.map((version) => ({ version, wheels: linuxWheels(version), read: readOf(version, metadata) }));
  const usable = known.filter(({ wheels }) => wheels.length > 0);
  return usable.flatMap(({ version, wheels, read }, place) => {
    const nearest = read ?? nearestOf(usable, place);
    if (nearest === null || (read === null && place >= most)) return [];
    const [first] = version.wheels;
    return [
      {
        version: version.version.normalized,
        requiresPython: first?.requiresPython ?? null,
        yanked: version.wheels.every(({ yanked }) => yanked !== null) ? withoutAddresses(first?.yanked ?? null) : null,
        wheels,
        requires: requiresOf(nearest, version.version.normalized),
        extras: nearest.providesExtra,
        isRead: read !== null,
      },
    ];
  });
}

function linuxWheels({ wheels }: ProjectVersion): readonly string[] {
  const names = wheels.map(({ filename }) => filename).filter((name) => parseWheelFilename(name).ok);
  return names.filter((name) => /-any\.whl$|manylinux.*(?:x86_64|aarch64)\.whl$/.test(name));
}

function readOf({ wheels }: ProjectVersion, metadata: ReadonlyMap<string, string>): CoreMetadata | null {
  const text = wheels.map(({ filename }) => metadata.get(filename)).find((found) => found !== undefined);
  const read = text === undefined ? null : parseMetadata(text);
  return read?.ok ? read.value : null;
}

function nearestOf(all: readonly { readonly read: CoreMetadata | null }[], place: number): CoreMetadata | null {
  const distances = all.flatMap(({ read }, at) => (read === null ? [] : [{ read, distance: Math.abs(at - place) }]));
  return distances.sort((a, b) => a.distance - b.distance)[0]?.read ?? null;
}

/** Where a version names itself, as projects do that are released together, the other one names its own. No addresses. */
function requiresOf({ requiresDist, version }: CoreMetadata, own: string): readonly string[] {
  const lines = requiresDist.filter((line) => !/ @ |:\/\//.test(line));
  if (version === own) return lines;
  const itself = new RegExp(`(?<![\\d.])${version.replaceAll(/[.+]/g, "\\$&")}(?![\\d.])`, "g");
  return lines.map((line) => line.replaceAll(itself, own));
}

function withoutAddresses(text: string | null): string | null {
  return text?.replaceAll(/https?:\/\/\S+/g, "…") ?? null;
}
