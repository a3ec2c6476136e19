import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import * as fs from "node:fs/promises";
import { join } from "node:path";
import type { CacheKey } from "../../core/store/key.ts";
import type { CacheRestore, CacheSave, WheelhouseCache } from "../../ports/cache.ts";

export interface LocalCacheSettings {
  /** Made when needed. Several processes may use it at once. */
  readonly folder: string;
  /** When all packs together have more, the entries that were not used for longest go. Default: no limit. */
  readonly maxBytes?: number;
}

/** An entry is a folder `<digest of the key>` with the key as text and the pack; it appears by one rename. */
interface Entry {
  readonly key: string;
  readonly folder: string;
  readonly bytes: number;
  /** When it was saved or used last, in nanoseconds since the epoch. */
  readonly used: bigint;
}

const KEY_FILE = "key";
const PACK_FILE = "pack";
const STAGING = "staging-";
/** What a killed process left behind is removed after this time. */
const STALE_MILLISECONDS = 24 * 60 * 60 * 1000;

/** The cache of the command line: a folder of immutable entries. Trouble with the disk is an answer. */
export function makeLocalCache(settings: LocalCacheSettings): WheelhouseCache {
  return {
    name: "local",
    restore: (key, folder) => answered("restored", () => restore(settings, key, folder)),
    save: (key, pack) => answered("saved", () => save(settings, key, pack)),
  };
}

async function restore(settings: LocalCacheSettings, key: CacheKey, folder: string): Promise<CacheRestore> {
  const entries = await listEntries(settings.folder);
  const wanted = [key.key, ...key.restoreKeys];
  const exact = entries.filter((entry) => entry.key === key.key);
  const matches = wanted.flatMap((prefix) => entries.filter((entry) => entry.key.startsWith(prefix)));
  await fs.mkdir(folder, { recursive: true });
  const pack = join(folder, "wheelhouse.pack");
  for (const entry of [...exact, ...matches]) {
    // Another process may have removed the entry since it was listed: then the next one will do.
    if (await place(join(entry.folder, PACK_FILE), pack)) {
      await touch(entry.folder);
      return { kind: "restored", key: entry.key, pack, bytes: entry.bytes, exact: entry.key === key.key };
    }
  }
  return { kind: "miss" };
}

async function save(settings: LocalCacheSettings, key: string, pack: string): Promise<CacheSave> {
  const target = join(settings.folder, createHash("sha256").update(key).digest("hex"));
  const staging = join(settings.folder, `${STAGING}${randomBytes(8).toString("hex")}`);
  await fs.mkdir(staging, { recursive: true, mode: 0o700 });
  try {
    // A copy, not a link: the pack is the caller's and may be written again.
    await fs.copyFile(pack, join(staging, PACK_FILE), constants.COPYFILE_FICLONE);
    await fs.writeFile(join(staging, KEY_FILE), key);
    const { size } = await fs.stat(join(staging, PACK_FILE));
    if (!(await appear(staging, target))) {
      await touch(target);
      return { kind: "exists", renewed: true };
    }
    await removeStale(settings.folder);
    await makeRoom(settings, key);
    return { kind: "saved", bytes: size };
  } finally {
    await fs.rm(staging, { recursive: true, force: true });
  }
}

/** A folder cannot be renamed onto one that is not empty, so the first of several processes wins. */
async function appear(staging: string, target: string): Promise<boolean> {
  try {
    await fs.rename(staging, target);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "EPERM"].includes(codeOf(error)) && (await fs.stat(target)).isDirectory()) return false;
    throw error;
  }
}

/** Used last first. What is no entry, a link for instance, is not looked at. */
async function listEntries(folder: string): Promise<readonly Entry[]> {
  const names = await fs.readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  });
  const found = await Promise.all(
    names.filter((name) => /^[0-9a-f]{64}$/.test(name)).map((name) => readEntry(join(folder, name))),
  );
  const entries = found.filter((entry) => entry !== null);
  return entries.sort((a, b) => (a.used === b.used ? (a.key < b.key ? 1 : -1) : a.used < b.used ? 1 : -1));
}

async function readEntry(folder: string): Promise<Entry | null> {
  try {
    const stats = await Promise.all(
      [KEY_FILE, PACK_FILE].map((name) => fs.lstat(join(folder, name), { bigint: true })),
    );
    const [keyStat, packStat] = stats;
    if (!keyStat?.isFile() || !packStat?.isFile() || keyStat.size > 1024n) return null;
    const key = await fs.readFile(join(folder, KEY_FILE), "utf8");
    return { key, folder, bytes: Number(packStat.size), used: keyStat.mtimeNs };
  } catch {
    return null;
  }
}

/** An entry that was used or saved again counts as new: it is found before others, and stays when room is needed. */
async function touch(folder: string): Promise<void> {
  // Rounded up: a time in whole milliseconds must not be older than one in nanoseconds that was taken before.
  const now = new Date(Date.now() + 1);
  await fs.utimes(join(folder, KEY_FILE), now, now).catch(() => undefined);
}

/** A link where it is possible: readers of packs never write to them. */
async function place(from: string, to: string): Promise<boolean> {
  try {
    await fs.rm(to, { force: true });
    await fs.link(from, to).catch(() => fs.copyFile(from, to, constants.COPYFILE_FICLONE));
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

async function makeRoom(settings: LocalCacheSettings, keep: string): Promise<void> {
  const entries = await listEntries(settings.folder);
  let total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  for (const entry of [...entries].reverse()) {
    if (total <= (settings.maxBytes ?? Number.POSITIVE_INFINITY)) return;
    if (entry.key === keep) continue;
    await fs.rm(entry.folder, { recursive: true, force: true });
    total -= entry.bytes;
  }
}

async function removeStale(folder: string): Promise<void> {
  for (const name of (await fs.readdir(folder)).filter((candidate) => candidate.startsWith(STAGING))) {
    const stat = await fs.stat(join(folder, name)).catch(() => null);
    const isStale = stat !== null && Date.now() - stat.mtimeMs > STALE_MILLISECONDS;
    if (isStale) await fs.rm(join(folder, name), { recursive: true, force: true });
  }
}

async function answered<T>(verb: string, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    const reason = codeOf(error) === "ENOSPC" ? "the disk is full" : codeOf(error) || String(error);
    return { kind: "unavailable", reason: `The cache was not ${verb}: ${reason}.` } as const;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? "";
}
