import type { Miss } from "../index/verdict.ts";
import type { TagRules, Target } from "../target/target.ts";
import { explainPlatform } from "./platform-miss.ts";
import { explainPython } from "./python-miss.ts";
import type { SideMiss } from "./side-miss.ts";
import { indexTags } from "./tag-index.ts";
import { compatibleTags, rankTags } from "./tags.ts";
import type { WheelFilename } from "./wheel-filename.ts";

/** What keeps a wheel from a target, in words: `glibc 2.39` and `glibc 2.36`, `CPython 3.13` and `CPython 3.12`. */
export interface TagMiss extends Omit<Miss, "wheel"> {
  /** The one of the wheel's tags that comes nearest. */
  readonly tag: string;
  /** The higher, the nearer: for choosing among the wheels of a version. */
  readonly closeness: number;
}

/** Exactly one of the two is there, unless a wheel has no tags at all. */
export interface TagExplanation {
  /** The best of the wheel's tags that the target takes, with its place in the target's list (0 is the best). */
  readonly fits: { readonly tag: string; readonly rank: number } | null;
  readonly miss: TagMiss | null;
}

/**
 * How near each miss is. uv's ladder (Python, ABI, free-threaded ABI, platform: the later, the nearer) with two steps of
 * our own: what a person can change is nearer than what he cannot, so wheels for another processor or system come last;
 * and among platforms a C library that is too old is nearer than one of the other family.
 */
const LADDER: readonly Miss["part"][] = [
  "other-os",
  "platform",
  "python",
  "abi",
  "free-threaded",
  "libc-family",
  "libc-version",
  "variant",
];

/**
 * Why a wheel with these tags does or does not fit a target. Fed with the expanded tags of `parseWheelFilename`. Of two
 * wheels that miss, the one with the higher `closeness` is the better one to tell of.
 */
export function explainTags(
  tags: readonly string[],
  target: Target,
  options: { readonly rules?: TagRules } = {},
): TagExplanation {
  const ranks = rankTags(target, options);
  let fits: TagExplanation["fits"] = null;
  for (const tag of tags) {
    const rank = ranks.get(tag);
    if (rank !== undefined && (fits === null || rank < fits.rank)) fits = { tag, rank };
  }
  if (fits !== null) return { fits, miss: null };
  let miss: TagMiss | null = null;
  for (const tag of tags) {
    const found = missOf(tag, target, options);
    if (miss === null || found.closeness > miss.closeness) miss = found;
  }
  return { fits: null, miss };
}

/** The same for a wheel: one of a variant fits nothing yet, however well its tags do (PEP 825, a draft). */
export function explainWheel(
  wheel: Pick<WheelFilename, "tags" | "variant">,
  target: Target,
  options: { readonly rules?: TagRules } = {},
): TagExplanation {
  const explanation = explainTags(wheel.tags, target, options);
  if (wheel.variant === null || explanation.fits === null) return explanation;
  const needs = `an installer that selects the variant ${wheel.variant}`;
  const miss: SideMiss = { part: "variant", needs, has: "installers that select no variants", distance: 0 };

  return { fits: null, miss: toTagMiss([miss], explanation.fits.tag, [miss]) };
}

function missOf(tag: string, target: Target, options: { readonly rules?: TagRules }): TagMiss {
  const [interpreter = "", abi = "", platform = ""] = tag.split("-");
  const index = indexTags(compatibleTags(target, options));
  const machine = explainPlatform(platform, target, index);
  const python = explainPython(interpreter, abi, target, index);
  const misses = [python, machine].filter((miss) => miss !== null);
  // Each side is known, but no tag joins them, as in cp312-abi3-any.
  if (misses.length === 0) misses.push({ part: "platform", needs: tag, has: "no such tag", distance: 0 });
  const hard = misses.filter(({ part }) => part === "other-os" || part === "platform");
  return toTagMiss(hard.length > 0 ? hard : misses, tag, misses);
}

function toTagMiss(told: readonly SideMiss[], tag: string, all: readonly SideMiss[]): TagMiss {
  return {
    part: told[0]?.part ?? "platform",
    needs: told.map(({ needs }) => needs).join(" and "),
    has: told.map(({ has }) => has).join(" and "),
    tag,
    closeness: closenessOf(all),
  };
}

/** A wheel that misses on both sides is farther away than any that misses on one of the same kind. */
function closenessOf(misses: readonly SideMiss[]): number {
  const worst = Math.min(...misses.map(({ part }) => LADDER.indexOf(part)));
  const distance = misses.reduce((sum, miss) => sum + miss.distance, 0);
  return worst * 2 + (misses.length > 1 ? 0 : 1) - Math.min(distance, 99) / 100;
}
