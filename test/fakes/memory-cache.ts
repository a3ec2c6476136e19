import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WheelhouseCache } from "../../src/ports/cache.ts";

export interface MemoryCache extends WheelhouseCache {
  /** In the order in which they were saved. */
  readonly entries: ReadonlyMap<string, Uint8Array>;
  /** Until it is given null again, nothing works, for this reason. */
  fail(reason: string | null): void;
}

/** The cache port over a Map. */
export function makeMemoryCache(): MemoryCache {
  const entries = new Map<string, Uint8Array>();
  let trouble: string | null = null;
  const find = (wanted: readonly string[]) => {
    const newestFirst = [...entries.keys()].reverse();
    return wanted.map((prefix) => newestFirst.find((key) => key.startsWith(prefix))).find((key) => key !== undefined);
  };
  return {
    name: "local",
    entries,
    fail: (reason) => {
      trouble = reason;
    },
    async restore(key, folder) {
      if (trouble !== null) return { kind: "unavailable", reason: trouble };
      const found = entries.has(key.key) ? key.key : find([key.key, ...key.restoreKeys]);
      const bytes = found === undefined ? undefined : entries.get(found);
      if (found === undefined || bytes === undefined) return { kind: "miss" };
      await mkdir(folder, { recursive: true });
      const pack = join(folder, "wheelhouse.pack");
      await writeFile(pack, bytes);
      return { kind: "restored", key: found, pack, bytes: bytes.length, exact: found === key.key };
    },
    async save(key, pack) {
      if (trouble !== null) return { kind: "unavailable", reason: trouble };
      if (entries.has(key)) return { kind: "exists" };
      const bytes = await readFile(pack).catch(() => null);
      if (bytes === null) return { kind: "unavailable", reason: "The cache was not saved: ENOENT." };
      entries.set(key, bytes);
      return { kind: "saved", bytes: bytes.length };
    },
  };
}
