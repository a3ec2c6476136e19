import { open, readFile, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const WAIT_SECONDS = 900;

/** Waits until nobody holds the file, then holds it. One left by a process that is gone does not count. */
export async function holdLock(path: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < WAIT_SECONDS * 2; attempt += 1) {
    const handle = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
      return null;
    });
    if (handle !== null) {
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(path, { force: true });
    }
    if (await isStale(path)) await rm(path, { force: true });
    else await sleep(500);
  }
  throw new Error(`${path} was held for ${WAIT_SECONDS} seconds`);
}

async function isStale(path: string): Promise<boolean> {
  const holder = Number(await readFile(path, "utf8").catch(() => ""));
  // Between creating the file and writing the id it is empty: held by somebody who is quick.
  if (!Number.isInteger(holder) || holder === 0) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch {
    return true;
  }
}
