import type { CacheKey } from "../core/store/key.ts";

export type CacheRestore =
  /** `pack` is a file in `folder`; nothing in it has been looked at yet. */
  | {
      readonly kind: "restored";
      readonly key: string;
      readonly pack: string;
      readonly bytes: number;
      readonly exact: boolean;
    }
  | { readonly kind: "miss" }
  /** Not asked, or it failed: one sentence why. */
  | { readonly kind: "unavailable"; readonly reason: string };

export type CacheSave =
  | { readonly kind: "saved"; readonly bytes: number }
  /** `renewed`: it counts as the newest from now on, as if it had been saved now. */
  | { readonly kind: "exists"; readonly renewed?: true }
  | { readonly kind: "unavailable"; readonly reason: string };

/** Keeps packs by key. Trouble is an answer, never an exception: the build goes on without a cache. */
export interface WheelhouseCache {
  readonly name: "local" | "github" | "none";
  /** The newest entry whose key is `key.key` or begins with one of `key.restoreKeys`, in that order, copied into `folder`. */
  restore(key: CacheKey, folder: string): Promise<CacheRestore>;
  /** Entries are immutable: an existing key gives `exists`. */
  save(key: string, pack: string): Promise<CacheSave>;
}
