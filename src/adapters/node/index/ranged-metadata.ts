import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { Connected } from "./connect.ts";
import { areAsStated } from "./digests.ts";
import { WHOLE_LIMIT } from "./fetch-whole.ts";
import { openRanged, type Ranged } from "./range-access.ts";
import { hashMismatch } from "./trouble.ts";
import { metadataIn } from "./wheel-metadata.ts";

export interface RangedMetadata {
  readonly bytes: Uint8Array;
  /** Whether all of the wheel had to come for it. */
  readonly isWhole: boolean;
}

/**
 * METADATA of a wheel on an index, out of the end of the wheel. Null when the server does not answer ranges and the wheel is
 * large, or when METADATA is not where it should be. Rejects with an UpstreamError.
 */
export async function fetchRangedMetadata(
  connected: Pick<Connected, "upstream" | "tally">,
  file: ProjectFile,
  url: URL,
): Promise<RangedMetadata | null> {
  const ranged = await openChecked(connected, file, url);
  const bytes = ranged === null ? null : await metadataIn(ranged.source);
  return bytes === null ? null : { bytes, isWhole: ranged?.whole !== null };
}

/** As `openRanged`; what came whole is checked against the index's digest. */
export async function openChecked(
  connected: Pick<Connected, "upstream" | "tally">,
  file: ProjectFile,
  url: URL,
): Promise<Ranged | null> {
  const ranged = await openRanged(connected, url, WHOLE_LIMIT);
  if (ranged !== null && ranged.whole !== null && !areAsStated(ranged.whole, file.hashes))
    throw hashMismatch(file.filename, url);
  return ranged;
}
