import { readWheel } from "./candidates.ts";
import type { ProjectFile } from "./project-index.ts";
import { tagMiss } from "./tag-miss.ts";
import type { Question } from "./take.ts";
import type { Miss, VerdictOutcome } from "./verdict.ts";
import type { TagTable } from "./wheel-fit.ts";

/** A wheel that does not fit, with how far it is from fitting: the smaller, the closer. */
export interface RankedMiss extends Miss {
  readonly distance: number;
}

/**
 * From close to far. Only one thing is in the way: a newer C library, the other one, another ABI, another Python. Two
 * things: Python and C library. Then another processor or system: nothing that a person could change about the target.
 */
const PARTS: readonly Miss["part"][] = [
  "libc-version",
  "libc-family",
  "free-threaded",
  "abi",
  "python",
  "variant",
  "platform",
  "other-os",
];
const FAR = PARTS.indexOf("platform");

/** The wheel among these that comes nearest to fitting; null when there is none with a valid name. */
export function closestMiss(wheels: readonly ProjectFile[], table: TagTable): RankedMiss | null {
  let closest: RankedMiss | null = null;
  for (const file of wheels) {
    const miss = missOf(file, table);
    if (miss !== null && (closest === null || isCloser(miss, closest))) closest = miss;
  }
  return closest;
}

/** Of two that need a newer C library, the older floor is the closer one. */
function isCloser(miss: RankedMiss, than: RankedMiss): boolean {
  if (miss.distance !== than.distance) return miss.distance < than.distance;
  return miss.part === "libc-version" && minorOf(miss.needs) < minorOf(than.needs);
}

function missOf(file: ProjectFile, table: TagTable): RankedMiss | null {
  const name = readWheel(file);
  if (name === null) return null;
  if (name.variant !== null && table.bestFit(name.tags) !== null) {
    const part = "variant";
    return {
      wheel: file.filename,
      part,
      needs: `the variant ${name.variant}`,
      has: "no installer that selects variants",
      distance: PARTS.indexOf(part),
    };
  }
  let closest: RankedMiss | null = null;
  for (const tag of name.tags) {
    const miss = tagMiss(tag, table.target);
    if (miss === null) continue;
    const ranked = { ...miss, wheel: file.filename, distance: distanceOf(miss.part, tag, table) };
    if (closest === null || isCloser(ranked, closest)) closest = ranked;
  }
  return closest;
}

/** The ladder stops at the first part that does not fit, the Python: whether the platform would fit is asked on its own. */
function distanceOf(part: Miss["part"], tag: string, table: TagTable): number {
  const distance = PARTS.indexOf(part);
  const platform = tag.slice(tag.lastIndexOf("-") + 1);
  if (distance >= FAR || part.startsWith("libc") || table.hasPlatform(platform)) return distance;
  const alone = tagMiss(`${table.bestHead}-${platform}`, table.target);
  const isFar = alone === null || PARTS.indexOf(alone.part) >= FAR;
  return isFar ? FAR + distance / PARTS.length : distance + 1 / PARTS.length;
}

function minorOf(needs: string): number {
  return Number(/\.(\d+)$/.exec(needs)?.[1] ?? 0);
}

const OUTCOMES: Readonly<Partial<Record<Miss["part"], VerdictOutcome>>> = {
  "libc-version": "LIBC_TOO_OLD",
  "libc-family": "LIBC_FAMILY",
  "free-threaded": "FREE_THREADED",
  abi: "PYTHON_TAG",
  python: "PYTHON_TAG",
  variant: "VARIANT_ONLY",
};

/** What a closest miss says of a version; null when it is for another platform, or a version has none at all. */
export function outcomeOfMiss(miss: RankedMiss, { table }: Question): VerdictOutcome | null {
  if (miss.distance >= FAR) return null;
  const outcome = OUTCOMES[miss.part] ?? null;
  return outcome === "FREE_THREADED" && !table.target.python.freeThreaded ? "PYTHON_TAG" : outcome;
}
