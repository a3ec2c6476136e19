import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Down to this share of the limit, so that not every run has to evict. */
const AIM = 0.8;

/** Removes the files of a folder that were not written or renewed for longest, when all together are above the limit. */
export async function evictOldest(folder: string, limit: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => null);
    if (found !== null) files.push({ path, bytes: found.size, renewed: found.mtimeMs });
  }
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  if (total <= limit) return;
  for (const { path, bytes } of files.sort((a, b) => a.renewed - b.renewed)) {
    if (total <= limit * AIM) return;
    await rm(path, { force: true });
    total -= bytes;
  }
}
