import { compareText } from "../compare-text.ts";
import type { Version } from "../pep/version.ts";
import { compareVersions } from "../pep/version.ts";
import type { Candidate } from "./candidate.ts";
import type { AvailableVersion } from "./source.ts";

/** Newest first; `1.0` and `1.0.0` are one version, whatever the index says. */
export function sortVersions(versions: readonly AvailableVersion[]): readonly AvailableVersion[] {
  const sorted = [...versions].sort((a, b) => compareVersions(b.version, a.version) || compareTexts(a, b));
  const merged: AvailableVersion[] = [];
  for (const one of sorted) {
    const last = merged.at(-1);
    if (last === undefined || compareVersions(last.version, one.version) !== 0) merged.push(one);
    else merged[merged.length - 1] = merge(last, one);
  }
  return merged;
}

function merge(a: AvailableVersion, b: AvailableVersion): AvailableVersion {
  return {
    ...a,
    yanked: a.yanked === null || b.yanked === null ? null : a.yanked,
    wheels: [...a.wheels, ...b.wheels],
    hasSdist: a.hasSdist || b.hasSdist,
  };
}

export interface CandidateOrder {
  /** Those with a wheel go first. */
  readonly preferBinary: boolean;
  /** Go before all, in this order. */
  readonly preferred: readonly Version[];
  /** Pre-releases go last, so that one is taken where no final release will do (uv, `candidate_selector.rs`). */
  readonly finalsFirst: boolean;
}

/** The order in which candidates are tried; within it newest first. */
export function orderCandidates(newestFirst: readonly Candidate[], options: CandidateOrder): readonly Candidate[] {
  const rank = ({ version, hasWheel }: Candidate) => {
    if (options.finalsFirst && version?.isPrerelease === true) return 3;
    return hasWheel || !options.preferBinary ? 1 : 2;
  };
  const preferred = new Set(
    options.preferred.flatMap((wish) => newestFirst.filter(({ version }) => isSame(version, wish))),
  );
  const rest = newestFirst.filter((candidate) => !preferred.has(candidate));
  return [...preferred, ...[1, 2, 3].flatMap((place) => rest.filter((candidate) => rank(candidate) === place))];
}

function isSame(version: Version | null, wish: Version): boolean {
  return version !== null && compareVersions(version, wish) === 0;
}

function compareTexts(a: AvailableVersion, b: AvailableVersion): number {
  return compareText(a.version.normalized, b.version.normalized);
}
