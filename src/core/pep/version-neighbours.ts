import type { Digits, Version } from "./version.ts";
import { makeVersion } from "./version.ts";
import { compareReleases } from "./version-order.ts";

/** The development release before everything else of this release: `1.2` → `1.2.dev0`. */
export function firstOf(version: Version): Version {
  return makeVersion({ ...version, pre: null, post: null, dev: "0", local: null });
}

/** The first development release of exactly this version: `1.2.post1` → `1.2.post1.dev0`. */
export function withDev(version: Version): Version {
  return makeVersion({ ...version, dev: "0", local: null });
}

/** Leaves out the last `dropped` numbers and counts up the one before: `1.2.3` → `1.2.4`, or `1.3` with one dropped. */
export function nextRelease(version: Version, dropped: number): Version {
  const kept = version.release.slice(0, version.release.length - dropped);
  const last = kept.at(-1) ?? "0";
  return makeVersion({ ...version, release: [...kept.slice(0, -1), shift(last, 1n)] });
}

/** Same epoch, release and pre-release: `1.0`, `1.0.post1` and `1.0.dev1`, but not `1.0a1`. */
export function isSameExceptPost(a: Version, b: Version): boolean {
  const samePre = a.pre?.letter === b.pre?.letter && a.pre?.number === b.pre?.number;
  return a.epoch === b.epoch && compareReleases(a.release, b.release) === 0 && samePre;
}

/** The same without its local part. */
export function withoutLocal(version: Version): Version {
  return version.local === null ? version : makeVersion({ ...version, local: null });
}

/** A number of a version moved up or down; never below zero. */
export function shift(number: Digits, by: 1n | -1n): Digits {
  return (BigInt(number) + by).toString();
}
