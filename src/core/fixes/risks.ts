import { type Advisory, advisoriesOf } from "../knowledge/advisories.ts";
import { compareVersions, type Version } from "../pep/version.ts";
import type { FixRisk } from "../report/model.ts";

/** What a fix does to the version of a project. */
export interface VersionChange {
  readonly name: string;
  /** What would be taken without it, as far as that is known. */
  readonly from: Version | null;
  readonly to: Version;
}

/** Advisories that speak of the version that a fix takes, and not of the one that it leaves. */
export function risksOf({ name, from, to }: VersionChange, known: readonly Advisory[]): readonly FixRisk[] {
  const before = from === null ? [] : advisoriesOf(name, from, known);
  return advisoriesOf(name, to, known)
    .filter(({ advisory }) => !before.some((other) => other.advisory === advisory))
    .map(({ advisory: { id, source }, fixedIn }) => ({
      ...{ name, from: from?.normalized ?? null, to: to.normalized, fixedIn, id, source },
    }));
}

/** Whether going from one version back to another leaves a known boundary behind. */
export function isRisky(change: VersionChange, known: readonly Advisory[]): boolean {
  const { from, to } = change;
  return (from === null || compareVersions(to, from) < 0) && risksOf(change, known).length > 0;
}
