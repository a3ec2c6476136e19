import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { LogFile } from "../../../ports/logs.ts";

/** What comes after this many bytes is read but not kept: an endless stream must not fill the disk. */
const KEPT_BYTES = 4 * 1024 ** 3;
const BLOCK = 1024 * 1024;

/**
 * A stream that comes once. It is kept in a file of a private folder while it is read, so that parts can be looked at
 * afterwards. When the disk takes no more, those parts are lost and nothing else.
 */
export async function openStream(stream: Readable, keptBytes = KEPT_BYTES): Promise<LogFile> {
  const folder = await fs.mkdtemp(join(tmpdir(), "wheelhouse-log-"));
  const removeFolder = () => fs.rm(folder, { recursive: true, force: true });
  const handle = await fs.open(join(folder, "log"), "wx+", 0o600).catch(async (error) => {
    await removeFolder();
    throw error;
  });
  let kept = 0;
  let isKeeping = true;
  const keep = async (block: Uint8Array): Promise<void> => {
    const fitting = block.subarray(0, isKeeping ? keptBytes - kept : 0);
    if (fitting.length === 0) return;
    try {
      await handle.writeFile(fitting);
      kept += fitting.length;
    } catch {
      isKeeping = false;
    }
  };
  return {
    cut: null,
    async *chunks() {
      for await (const block of inBlocks(stream)) {
        await keep(block);
        yield block;
      }
    },
    async read(from, to) {
      if (to > kept) return new Uint8Array();
      const bytes = Buffer.alloc(Math.max(0, to - from));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
      return bytes.subarray(0, bytesRead);
    },
    close: async () => {
      await handle.close();
      await removeFolder();
    },
  };
}

/** A pipe gives 64 KiB at most: one at a time they would cost more than the work on them. */
async function* inBlocks(stream: Readable): AsyncGenerator<Uint8Array> {
  const block = Buffer.allocUnsafeSlow(BLOCK);
  let filled = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let taken = 0;
    while (taken < chunk.length) {
      const copied = chunk.copy(block, filled, taken);
      taken += copied;
      filled += copied;
      if (filled < BLOCK) continue;
      yield block;
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
