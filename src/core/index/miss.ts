import type { TagMiss } from "../pep/tag-compatibility.ts";
import type { ProjectFile } from "./project-index.ts";
import type { Miss, VerdictOutcome } from "./verdict.ts";
import type { TagTable } from "./wheel-fit.ts";

/** The wheel among these that comes nearest to fitting; null when none has a valid name. */
export function closestMiss(wheels: readonly ProjectFile[], table: TagTable): Miss | null {
  let file: ProjectFile | null = null;
  let closest: TagMiss | null = null;
  for (const wheel of wheels) {
    const miss = table.missOf(wheel);
    if (miss === null || (closest !== null && miss.closeness <= closest.closeness)) continue;
    [file, closest] = [wheel, miss];
  }
  if (file === null || closest === null) return null;
  return { wheel: file.filename, part: closest.part, needs: closest.needs, has: closest.has };
}

/** Wheels for another processor or system say nothing of this target: they decide no outcome. */
const OUTCOMES: Readonly<Record<Miss["part"], VerdictOutcome | null>> = {
  "libc-version": "LIBC_TOO_OLD",
  "libc-family": "LIBC_FAMILY",
  "free-threaded": "FREE_THREADED",
  abi: "PYTHON_TAG",
  python: "PYTHON_TAG",
  variant: "VARIANT_ONLY",
  platform: null,
  "other-os": null,
};

/** What the closest miss says of a version; null when it has no wheel for this platform at all. */
export function outcomeOfMiss(miss: Miss, { target }: TagTable): VerdictOutcome | null {
  const outcome = OUTCOMES[miss.part];
  return outcome === "FREE_THREADED" && !target.python.freeThreaded ? "PYTHON_TAG" : outcome;
}
