import type { FrozenVersion } from "../../bench/resolve/universe-file.ts";
import { type CoreMetadata, parseMetadata } from "../../src/core/pep/metadata.ts";
import { normalizeName } from "../../src/core/pep/name.ts";
import { compareVersions, parseVersion } from "../../src/core/pep/version.ts";
import type { ChosenVersion } from "./choose.ts";

export interface Frozen {
  readonly projects: Readonly<Record<string, readonly FrozenVersion[]>>;
  /** Versions whose METADATA could not be had, or names something else. */
  readonly leftOut: readonly string[];
}

/** Each version with what its own METADATA says; one without is left out. */
export function freezeVersions(chosen: readonly ChosenVersion[], metadata: ReadonlyMap<string, string>): Frozen {
  const projects = new Map<string, FrozenVersion[]>();
  const leftOut: string[] = [];
  for (const one of chosen) {
    const read = readOwn(one, metadata);
    const frozen = projects.get(one.project) ?? [];
    if (read === null) leftOut.push(`${one.project} ${one.version.normalized}`);
    else projects.set(one.project, [...frozen, freeze(one, read)]);
  }
  return { projects: Object.fromEntries(projects), leftOut };
}

function readOwn({ project, version, read }: ChosenVersion, metadata: ReadonlyMap<string, string>) {
  const parsed = parseMetadata(metadata.get(read.filename) ?? "");
  if (!parsed.ok || normalizeName(parsed.value.name) !== project) return null;
  const own = parseVersion(parsed.value.version);
  return own.ok && compareVersions(own.value, version) === 0 ? parsed.value : null;
}

function freeze({ version, wheels, read }: ChosenVersion, own: CoreMetadata): FrozenVersion {
  const isYanked = wheels.every(({ yanked }) => yanked !== null);
  return {
    version: version.normalized,
    requiresPython: read.requiresPython,
    yanked: isYanked ? withoutAddresses(read.yanked) : null,
    wheels: wheels.map(({ filename }) => filename),
    metadata: {
      metadataVersion: own.metadataVersion,
      name: own.name,
      version: own.version,
      requiresPython: own.requiresPython,
      // No addresses: nobody could follow them.
      requires: own.requiresDist.filter((line) => !/ @ |:\/\//.test(line)),
      extras: own.providesExtra,
    },
  };
}

function withoutAddresses(text: string | null): string | null {
  return text?.replaceAll(/https?:\/\/\S+/g, "…") ?? null;
}
