import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CacheKey } from "../../core/store/key.ts";
import type { CacheRestore, CacheSave, WheelhouseCache } from "../../ports/cache.ts";
import { findCacheObstacle, isReadOnlyToken } from "./cache-mode.ts";
import { type ClientResult, type ClientSettings, callCacheClient } from "./cache-worker.ts";
import type { Environment } from "./environment.ts";

export interface CacheSettings {
  readonly environment: Environment;
  /** Address of the module that calls `serveCacheClient` (`cache-client.ts`) when a worker thread loads it. */
  readonly clientModule: URL;
  /** Takes what the client prints. */
  readonly debug: (text: string) => void;
  /** Seconds for a call, beside the time that the bytes take at 5 MB/s. Default 20. */
  readonly patienceSeconds?: number;
  /** A larger entry is not taken. Default 10 GiB. */
  readonly maxBytes?: number;
}

/**
 * GitHub's cache by way of the real `@actions/cache`, which speaks the protocol and never unpacks (`cache-tar.ts`). Calls
 * run one after the other. Trouble is an answer with one sentence, and so is what the service does not explain.
 */
export function makeGithubCache(settings: CacheSettings): WheelhouseCache {
  const client: ClientSettings = { patienceSeconds: 20, maxBytes: 10 * 1024 ** 3, ...settings };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    name: "github",
    restore: (key, folder) => inTurn(() => guarded(() => restore(client, key, folder))),
    save: (key, pack) => inTurn(() => guarded(() => save(client, key, pack))),
  };
}

async function restore(settings: ClientSettings, key: CacheKey, folder: string): Promise<CacheRestore> {
  const obstacle = findCacheObstacle(settings.environment, "read");
  if (obstacle !== null) return unavailable(obstacle);
  await mkdir(folder, { recursive: true });
  const pack = join(folder, "wheelhouse.pack");
  const task = { kind: "restore", key: key.key, restoreKeys: key.restoreKeys } as const;
  const result = await callCacheClient({ task, pack, folder, bytes: 0 }, settings);
  if (result.kind === "stopped") return unavailable(`The cache was not restored: ${result.reason}.`);
  if (result.kind !== "found") return unavailable(failure("restored", result));
  if (result.key === null) return explainMiss(result);
  const found = result.key;
  const isAsked = [key.key, ...key.restoreKeys].some((wanted) => found.startsWith(wanted));
  if (!isAsked)
    return unavailable("The cache was not restored: the service gave another entry than the one asked for.");
  const { size } = await stat(pack);
  return { kind: "restored", key: found, pack, bytes: size, exact: found === key.key };
}

/** The client answers alike to "there is none" and to any failure; only what it printed tells them apart. */
function explainMiss(result: ClientResult): CacheRestore {
  const complaint = result.output.complaint();
  if (complaint === null) return { kind: "miss" };
  if (result.output.has(/cache read denied:/)) {
    return unavailable("The cache was not restored: this run's token may not read it.");
  }
  return unavailable(`The cache was not restored: ${withoutFullStop(complaint.replace(/^Failed to restore: /, ""))}.`);
}

async function save(settings: ClientSettings, key: string, pack: string): Promise<CacheSave> {
  const obstacle = findCacheObstacle(settings.environment, "write");
  if (obstacle !== null) return unavailable(obstacle);
  const { size } = await stat(pack);
  const folder = dirname(pack);
  const result = await callCacheClient({ task: { kind: "save", key }, pack, folder, bytes: size }, settings);
  if (result.kind === "stopped") return unavailable(`The cache was not saved: ${result.reason}.`);
  if (result.kind !== "saved") return unavailable(failure("saved", result));
  if (result.id !== -1) return { kind: "saved", bytes: size };
  return (await isThere(settings, key, folder, result))
    ? { kind: "exists" }
    : unavailable(explainRefusal(settings, result));
}

/** A refused reservation says nothing of its cause, so the entry is looked for. */
async function isThere(settings: ClientSettings, key: string, folder: string, result: ClientResult): Promise<boolean> {
  if (result.output.has(/\(409\)|already exists/)) return true;
  if (!result.output.has(/Unable to reserve cache/) || result.output.has(/\(429\)|cache write denied:/)) return false;
  const call = { task: { kind: "lookup", key }, pack: "", folder, bytes: 0 } as const;
  const lookup = await callCacheClient(call, settings);
  return lookup.kind === "found" && lookup.key === key;
}

function explainRefusal(settings: ClientSettings, result: ClientResult): string {
  const { output } = result;
  if (output.has(/cache write denied:/) || isReadOnlyToken(settings.environment)) {
    return "The cache was not saved: this run's token may only read it.";
  }
  if (output.has(/\(429\)/)) return "The cache was not saved: the repository has used up its uploads of this minute.";
  const complaint = output.complaint();
  if (complaint === null || /Unable to reserve cache/.test(complaint)) {
    return "The cache was not saved: the service gave no reason.";
  }
  return `The cache was not saved: ${withoutFullStop(complaint.replace(/^Failed to save: /, ""))}.`;
}

function failure(verb: string, result: ClientResult): string {
  const message = result.kind === "failed" ? result.message : "unexpected answer of the client";
  return `The cache was not ${verb}: ${withoutFullStop(message.replace(/\s+/g, " ").slice(0, 300))}.`;
}

/** The build goes on without a cache, whatever happens: no folder, no threads, a full disk. */
async function guarded<T>(work: () => Promise<T>): Promise<T | ReturnType<typeof unavailable>> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOSPC" ? "the disk is full" : (code ?? withoutFullStop(String(error)));
    return unavailable(`The cache was not used: ${reason}.`);
  }
}

function withoutFullStop(text: string): string {
  return text.replace(/\.+$/, "");
}

function unavailable(reason: string): { readonly kind: "unavailable"; readonly reason: string } {
  return { kind: "unavailable", reason };
}
