import * as fs from "node:fs/promises";
import type { LogFile } from "../../../ports/logs.ts";

/** Large enough that reading costs no more than the disk does. */
const CHUNK = 1024 * 1024;

/** A regular file, as long as it was when it was opened. One buffer serves all chunks. */
export async function openPlain(path: string, size: number): Promise<LogFile> {
  const handle = await fs.open(path);
  const readAt = async (buffer: Buffer, from: number): Promise<number> => {
    const length = Math.min(buffer.length, size - from);
    return length <= 0 ? 0 : (await handle.read(buffer, 0, length, from)).bytesRead;
  };
  return {
    cut: null,
    async *chunks() {
      const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(CHUNK, size)));
      let position = 0;
      for (let read = await readAt(buffer, 0); read > 0; read = await readAt(buffer, position)) {
        position += read;
        yield buffer.subarray(0, read);
      }
    },
    async read(from, to) {
      const wanted = Buffer.alloc(Math.max(0, Math.min(to, size) - from));
      let filled = 0;
      while (filled < wanted.length) {
        const read = await readAt(wanted.subarray(filled), from + filled);
        if (read === 0) break;
        filled += read;
      }
      return wanted.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}
