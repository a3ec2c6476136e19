import type { EditKind } from "./fix.ts";

/**
 * What each kind of change costs. The order says what people give up last: a version of their own line that is close to
 * the one they wrote is changed first, a requirement is dropped last. Only differences matter; they are wide enough that
 * direction and distance decide within a kind and never between two.
 */
export const EDIT_COST: Readonly<Record<EditKind, number>> = {
  "pin-same-minor": 10,
  "pin-same-major": 20,
  "widen-bound": 30,
  "change-pin": 40,
  "change-constraint": 50,
  "change-python": 60,
  "allow-prerelease": 65,
  "allow-source": 70,
  "split-by-marker": 75,
  "other-index": 80,
  "drop-extra": 90,
  "replace-package": 250,
  "drop-requirement": 400,
};

/** Of each change beside its kind: one large change is better than two small ones, but not better than four. */
export const PER_EDIT = 100;

/** Older than what was asked for: newer goes first, at any distance. */
export const OLDER = 5;

/** A version that has to be built on some target, though others of its project have wheels for all of them. */
export const NEEDS_BUILD = EDIT_COST["allow-source"];

/** A pre-release, though nobody asked for one. */
export const PRERELEASE = EDIT_COST["allow-prerelease"];

/** For each project of which a version is taken that is known to be vulnerable, though it was not before. */
export const VULNERABLE = 150;

const MOST_STEPS = 80;

/** How far a version is from what was asked for, in versions that exist: below `OLDER`. */
export function distanceCost(steps: number): number {
  return Math.min(steps, MOST_STEPS) / 20;
}
