import { isSdist } from "./distribution-name.ts";
import type { ProjectFile } from "./project-index.ts";

/** What must be known of a wheel on disk to decide where it may appear. */
export interface WheelAtHand {
  readonly filename: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Digest of the sdist that it was built from; null when it came from an index as it is. */
  readonly sdistSha256: string | null;
}

export interface OfferedFile<W extends WheelAtHand> {
  readonly file: ProjectFile;
  /** The same bytes on disk; null: the file comes from the index. */
  readonly wheel: W | null;
  /** Whether the page lacks it: a wheel built here from the sdist before it. */
  readonly added: boolean;
}

/**
 * The files of a page as pip may see them: each of the page's own, served from disk when its digest is at hand, and after
 * an sdist the wheels that were built from exactly it, with its Requires-Python and its yanked state. Nothing else is
 * ever added, so a wheel whose sdist the index no longer names does not appear.
 * @param wheels of this project only
 */
export function offeredFiles<W extends WheelAtHand>(
  files: readonly ProjectFile[],
  wheels: readonly W[],
): readonly OfferedFile<W>[] {
  const byDigest = new Map(wheels.map((wheel) => [wheel.sha256, wheel]));
  const names = new Set(files.map((file) => file.filename));
  return files.flatMap((file) => {
    const digest = file.hashes.sha256;
    const own: OfferedFile<W> = {
      file,
      wheel: digest === undefined ? null : (byDigest.get(digest) ?? null),
      added: false,
    };
    if (digest === undefined || !isSdist(file.filename)) return [own];
    const built = wheels.filter((wheel) => wheel.sdistSha256 === digest && !names.has(wheel.filename));
    for (const wheel of built) names.add(wheel.filename);
    return [own, ...built.map((wheel): OfferedFile<W> => ({ file: builtFile(wheel, file), wheel, added: true }))];
  });
}

function builtFile(wheel: WheelAtHand, sdist: ProjectFile): ProjectFile {
  return {
    filename: wheel.filename,
    url: sdist.url,
    hashes: { sha256: wheel.sha256 },
    requiresPython: sdist.requiresPython,
    yanked: sdist.yanked,
    coreMetadata: null,
    bytes: wheel.bytes,
    uploadTime: null,
  };
}
