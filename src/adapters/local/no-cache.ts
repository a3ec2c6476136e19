import type { WheelhouseCache } from "../../ports/cache.ts";

/** Keeps nothing: for `--no-cache` and for events in which the cache is off. `reason` is the sentence that says why. */
export function makeNoCache(reason: string): WheelhouseCache {
  const answer = { kind: "unavailable", reason } as const;
  return { name: "none", restore: async () => answer, save: async () => answer };
}
