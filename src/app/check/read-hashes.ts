import type { LocatedRequirement } from "../../core/inputs/requirement-set.ts";
import type { NormalizedName } from "../../core/pep/name.ts";
import type { Version } from "../../core/pep/version.ts";
import type { Projects } from "./projects.ts";

/**
 * The `sha256:…` of every file of a version, for the projects whose lines have hashes. Null where an index does not state
 * the digest of each: half of them would have pip refuse the files of another machine.
 */
export async function readHashes(
  lines: readonly LocatedRequirement[],
  projects: Projects,
): Promise<(name: NormalizedName, version: Version) => readonly string[] | null> {
  const names = new Set(lines.flatMap(({ name, hashes }) => (name === null || hashes.length === 0 ? [] : [name])));
  const views = await Promise.all([...names].map(async (name) => [name, await projects.view(name)] as const));
  const known = new Map(views.map(([name, { versions }]) => [name, versions]));
  return (name, { normalized }) => {
    const found = known.get(name)?.find(({ version }) => version.normalized === normalized);
    const digests = [...(found?.wheels ?? []), ...(found?.sdists ?? [])].map(({ hashes }) => hashes.sha256);
    const stated = digests.flatMap((digest) => (digest === undefined ? [] : [`sha256:${digest}`]));
    return stated.length === 0 || stated.length < digests.length ? null : [...new Set(stated)].sort();
  };
}
