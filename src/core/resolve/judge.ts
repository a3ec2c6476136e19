import { isUploadedInTime } from "../index/upload-time.ts";
import { parseSpecifierSet } from "../pep/specifier.ts";
import type { Candidate, Unavailable } from "./candidate.ts";
import { indexCandidate } from "./candidate.ts";
import { readAs } from "./flawed-metadata.ts";
import type { Situation } from "./situation.ts";
import type { AvailableVersion } from "./source.ts";
import type { Wishes } from "./wishes.ts";

interface Judged {
  readonly available: AvailableVersion;
  readonly hasWheel: boolean;
  readonly unavailable: Unavailable | null;
}

/**
 * The versions of one project as candidates, each with the reason for which it can never be taken here. What depends on
 * who asks for the package is only marked (`closed`): pip decides on yanked versions and pre-releases by all requirements
 * at once; uv takes a yanked version only where a line of the user pins it, and pre-releases last
 * (`candidate-order.ts`).
 */
export function judgeVersions(
  name: string,
  versions: readonly AvailableVersion[],
  situation: Situation,
  wishes: Wishes,
): readonly Candidate[] {
  const judged = versions.map((available) => judge(name, available, situation));
  return judged.map(({ available, hasWheel, unavailable }) => {
    const closed = closedBy(available, situation);
    if (unavailable !== null || closed === null)
      return indexCandidate(available, { hasWheel, unavailable, closed: null });
    if (situation.policy.tool === "pip" && !isForbidden(closed, situation)) {
      return indexCandidate(available, { hasWheel, unavailable, closed });
    }
    const isOpen = closed === "yanked" ? wishes.pins(name, available.version) : !isForbidden(closed, situation);
    const stillClosed = isOpen ? null : closedReason(closed, available);
    return indexCandidate(available, { hasWheel, unavailable: stillClosed, closed: null });
  });
}

function isForbidden(closed: "yanked" | "prerelease", { policy }: Situation): boolean {
  return closed === "prerelease" && policy.prereleases === "disallow";
}

function closedBy(available: AvailableVersion, { policy }: Situation): "yanked" | "prerelease" | null {
  if (available.version.isPrerelease && policy.prereleases === "disallow") return "prerelease";
  if (available.yanked !== null) return "yanked";
  return available.version.isPrerelease && policy.prereleases !== "allow" ? "prerelease" : null;
}

function closedReason(closed: "yanked" | "prerelease", available: AvailableVersion): Unavailable {
  return { reason: closed, detail: closed === "yanked" ? (available.yanked ?? "") : "" };
}

function judge(name: string, available: AvailableVersion, situation: Situation): Judged {
  const wheels = situation.policy.wheelIsAllowed(name) && available.wheels.some(situation.fits);
  const source = situation.policy.sourceIsAllowed(name) && available.hasSdist;
  return { available, hasWheel: wheels, unavailable: whyNot(name, available, situation, wheels || source) };
}

/** How the detail of a missing wheel ends where a build would do. */
export const SDIST_NOT_ALLOWED = "its sdist is not allowed";

function whyNot(name: string, available: AvailableVersion, situation: Situation, hasFile: boolean): Unavailable | null {
  const { policy, target } = situation;
  if (!isUploadedInTime(available.uploadTime, policy.excludeNewer)) {
    return { reason: "excluded", detail: uploadDetail(available.uploadTime, policy.excludeNewer ?? "") };
  }
  if (available.requiresPython !== null && !situation.allowsPython(available.requiresPython)) {
    return refusedPython(available.requiresPython, situation);
  }
  if (hasFile) return null;
  if (!policy.wheelIsAllowed(name)) return { reason: "no-wheel", detail: "no sdist, and wheels of it are not allowed" };
  const sdist = available.hasSdist ? SDIST_NOT_ALLOWED : "no sdist";
  return { reason: "no-wheel", detail: `no wheel for ${target.id}, and ${sdist}` };
}

/** Why a version may not be taken whose Requires-Python does not allow the target's. */
export function refusedPython(requiresPython: string, { environment, policy }: Situation): Unavailable {
  if (readAs(policy.tool, requiresPython, parseSpecifierSet) === null) {
    const detail = `skipped by ${policy.tool}: invalid Requires-Python, ${requiresPython}`;
    return { reason: "invalid-metadata", detail };
  }
  const detail = `needs Python ${requiresPython}, the target has ${environment.python_full_version}`;
  return { reason: "requires-python", detail };
}

function uploadDetail(uploadTime: string | null, excludeNewer: string): string {
  return uploadTime === null
    ? `the index does not say when it was uploaded, and only uploads before ${excludeNewer} count`
    : `uploaded ${uploadTime}, after ${excludeNewer}`;
}
