import { parentPort, workerData } from "node:worker_threads";

/** What a worker thread is asked to do with the cache service. */
export type CacheTask =
  | { readonly kind: "restore"; readonly key: string; readonly restoreKeys: readonly string[] }
  | { readonly kind: "lookup"; readonly key: string }
  | { readonly kind: "save"; readonly key: string };

export type CacheAnswer =
  /** The key found (`restore`, `lookup`), or null. */
  | { readonly kind: "found"; readonly key: string | null }
  /** The id of the new entry, or -1. */
  | { readonly kind: "saved"; readonly id: number }
  | { readonly kind: "failed"; readonly message: string };

/**
 * The path that the client is told to cache. Its spelling is a part of the entry's version, so it is one constant; what
 * really moves is the pack (see `cache-tar.ts`). It must exist wherever a pack is saved.
 */
const PATHS = ["/dev/null"];

/**
 * Runs in a worker thread with an environment of its own: performs the task in `workerData` with the real
 * `@actions/cache` and posts one CacheAnswer. What the client prints goes to the thread's own stdout.
 */
export async function serveCacheClient(): Promise<void> {
  const answer = await perform(workerData as CacheTask);
  // What was printed explains the answer, so it goes first.
  await new Promise((resolve) => process.stdout.write("", resolve));
  parentPort?.postMessage(answer);
}

async function perform(task: CacheTask): Promise<CacheAnswer> {
  try {
    const { restoreCache, saveCache } = await import("@actions/cache");
    if (task.kind === "save") return { kind: "saved", id: await saveCache(PATHS, task.key) };
    const restoreKeys = task.kind === "restore" ? [...task.restoreKeys] : [];
    const key = await restoreCache(PATHS, task.key, restoreKeys, { lookupOnly: task.kind === "lookup" });
    return { kind: "found", key: key ?? null };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
