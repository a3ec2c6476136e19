/** What to look for in a cache: the wanted entry, and the beginnings of the keys that will do instead, best first. */
export interface CacheKey {
  readonly key: string;
  readonly restoreKeys: readonly string[];
}
