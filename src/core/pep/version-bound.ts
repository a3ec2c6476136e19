import type { Version } from "./version.ts";
import { makeVersion } from "./version.ts";
import { isSameExceptPost, shift, withoutLocal } from "./version-neighbours.ts";
import type { Order } from "./version-order.ts";
import { comparePublic, compareVersions } from "./version-order.ts";

/**
 * A place between versions. `before` stands directly before the version, `exact` directly behind it, `afterLocals` behind
 * all of its local versions (`1.0+cu124`), `afterPosts` behind all of its post releases too (`1.0.post3+x`).
 */
export interface Bound {
  readonly version: Version;
  readonly sentinel: "before" | "exact" | "afterLocals" | "afterPosts";
}

/**
 * The bound in its one canonical form. Where no version lies between two places the one that names the smaller version is
 * taken: before `1.0.post0.dev0` is the same place as after the local versions of `1.0`.
 */
export function makeBound(version: Version, sentinel: Bound["sentinel"]): Bound {
  const plain = sentinel === "before" || sentinel === "exact" ? version : withoutLocal(version);
  if (sentinel === "before") return placeBelow(version) ?? { version, sentinel };
  // Behind 1.0a1 and its post releases comes 1.0a2.dev0; only a final release has no next version.
  return { version: plain, sentinel };
}

export function compareBounds(a: Bound, b: Bound): Order {
  const aPosts = a.sentinel === "afterPosts";
  const bPosts = b.sentinel === "afterPosts";
  if ((aPosts || bPosts) && isSameExceptPost(a.version, b.version)) return compareFlags(aPosts, bPosts);
  return (
    comparePublic(a.version, b.version) ||
    compareFlags(a.sentinel === "afterLocals", b.sentinel === "afterLocals") ||
    (a.sentinel === "afterLocals" ? 0 : compareVersions(a.version, b.version)) ||
    compareFlags(a.sentinel === "exact", b.sentinel === "exact")
  );
}

/** Whether a version lies behind the bound. */
export function isBehind(version: Version, bound: Bound): boolean {
  switch (bound.sentinel) {
    case "before":
      return compareVersions(version, bound.version) >= 0;
    case "exact":
      return compareVersions(version, bound.version) > 0;
    case "afterLocals":
      return comparePublic(version, bound.version) > 0;
    case "afterPosts":
      return comparePublic(version, bound.version) > 0 && !isSameExceptPost(version, bound.version);
  }
}

/** True for the place before `0.dev0`, the first of all versions. */
export function isBeforeAll({ version, sentinel }: Bound): boolean {
  return (
    sentinel === "before" &&
    version.epoch === "0" &&
    version.release.every((number) => number === "0") &&
    version.pre === null &&
    version.post === null &&
    version.dev === "0" &&
    version.local === null
  );
}

/** The bound that is the same place as the one before this version and names a smaller version; null when there is none. */
function placeBelow(version: Version): Bound | null {
  if (version.dev === null || version.local !== null) return null;
  const behind = (below: Partial<Version>, sentinel: Bound["sentinel"]): Bound => ({
    version: makeVersion({ ...version, ...below }),
    sentinel,
  });
  if (version.dev !== "0") return behind({ dev: shift(version.dev, -1n) }, "afterLocals");
  if (version.post === "0") return behind({ post: null, dev: null }, "afterLocals");
  if (version.post !== null) return behind({ post: shift(version.post, -1n), dev: null }, "afterLocals");
  if (version.pre === null || version.pre.number === "0") return null;
  return behind({ pre: { ...version.pre, number: shift(version.pre.number, -1n) }, dev: null }, "afterPosts");
}

function compareFlags(a: boolean, b: boolean): Order {
  return a === b ? 0 : a ? 1 : -1;
}
