import { createHash, randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { evictOldest } from "./evict-oldest.ts";

/** What was kept under a key. */
export interface KeptEntry {
  readonly note: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
  /** When it was written or last renewed, in milliseconds since the epoch. */
  readonly renewed: number;
}

/**
 * Answers on disk, one file each. Nothing here ever fails a run: what cannot be read is not there, what cannot be written is
 * not kept. Files are for this user only, since they may come from a private index.
 */
export interface DiskStore {
  /** @param key lower-case hex */
  read(key: string): KeptEntry | null;
  write(key: string, note: Readonly<Record<string, unknown>>, body: Uint8Array): void;
  /** Says that an entry still holds. */
  renew(key: string): void;
  /** Waits for what is being written; then, if the folder was written to, removes the oldest above the limit. */
  settle(): Promise<void>;
}

/** The form of the files. Another one gets another folder, and the old one is evicted in time. */
const FORMAT = "2";

/** Stands where nothing is to be kept. */
export const NOTHING_KEPT: DiskStore = {
  read: () => null,
  write: () => undefined,
  renew: () => undefined,
  settle: () => Promise.resolve(),
};

/** @param limit bytes that `folder` may take */
export function makeDiskStore(folder: string, limit: number): DiskStore {
  const running = new Set<Promise<unknown>>();
  const pathOf = (key: string): string => join(folder, FORMAT, key.slice(0, 2), key.slice(2));
  let written = 0;
  const start = (work: Promise<unknown>): void => {
    const quiet = work.catch(() => undefined).finally(() => running.delete(quiet));
    running.add(quiet);
  };
  return {
    read: (key) => {
      try {
        return readEntry(pathOf(key));
      } catch {
        return null;
      }
    },
    write: (key, note, body) => {
      written += body.length;
      start(writeEntry(pathOf(key), note, body));
    },
    renew: (key) => {
      const now = new Date();
      start(utimes(pathOf(key), now, now));
    },
    settle: async () => {
      while (running.size > 0) await Promise.all(running);
      if (written > 0) await evictOldest(folder, limit).catch(() => undefined);
      written = 0;
    },
  };
}

/**
 * Read in one go, not by way of the thread pool: for three hundred small files of this machine the trips to it and back
 * take three times as long as the reading.
 */
function readEntry(path: string): KeptEntry | null {
  const { bytes, mtimeMs } = readWithTime(path);
  const end = bytes.indexOf(0x0a);
  const head: unknown = JSON.parse(bytes.toString("utf8", 0, end));
  if (typeof head !== "object" || head === null || !("note" in head) || !("sha256" in head)) return null;
  const body = bytes.subarray(end + 1);
  const { note } = head;
  if (typeof note !== "object" || note === null || head.sha256 !== digestOf(note, body)) return null;
  return { note: { ...note }, body, renewed: mtimeMs };
}

function readWithTime(path: string): { bytes: Buffer; mtimeMs: number } {
  const descriptor = openSync(path, "r");
  try {
    return { mtimeMs: fstatSync(descriptor).mtimeMs, bytes: readFileSync(descriptor) };
  } finally {
    closeSync(descriptor);
  }
}

async function writeEntry(path: string, note: Readonly<Record<string, unknown>>, body: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  const head = `${JSON.stringify({ sha256: digestOf(note, body), note })}\n`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await writeFile(temporary, [head, body], { mode: 0o600, flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function digestOf(note: object, body: Uint8Array): string {
  return createHash("sha256").update(JSON.stringify(note)).update("\n").update(body).digest("hex");
}
