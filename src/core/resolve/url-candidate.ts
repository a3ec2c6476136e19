import { archiveName, isVcsUrl } from "../inputs/requirement-url.ts";
import { parseSdistFilename } from "../pep/sdist-filename.ts";
import type { Version } from "../pep/version.ts";
import { parseWheelFilename } from "../pep/wheel-filename.ts";
import type { Candidate, Unavailable } from "./candidate.ts";
import type { Situation } from "./situation.ts";

/**
 * What stands behind `name @` as the one version that it is. The name of a wheel or sdist tells which; a repository, a
 * folder or an archive of another name does not.
 */
export function judgeUrl(name: string, url: string, situation: Situation): Candidate {
  const { version, tags } = readUrl(name, url);
  return {
    key: `@ ${url}`,
    version,
    url,
    hasWheel: tags !== null,
    isYanked: false,
    unavailable: tags === null || situation.fits(tags) ? null : doesNotFit(url, situation),
    closed: "url",
    isUnknown: false,
  };
}

function readUrl(name: string, url: string): { version: Version | null; tags: readonly string[] | null } {
  if (isVcsUrl(url)) return { version: null, tags: null };
  const filename = archiveName(url, "direct");
  if (filename.endsWith(".whl")) {
    const wheel = parseWheelFilename(filename);
    return wheel.ok ? wheel.value : { version: null, tags: null };
  }
  const sdist = parseSdistFilename(filename);
  return { version: sdist.ok && sdist.value.name === name ? sdist.value.version : null, tags: null };
}

function doesNotFit(url: string, { target }: Situation): Unavailable {
  return { reason: "no-wheel", detail: `${archiveName(url, "direct")} is not a wheel for ${target.id}` };
}
