import * as fs from "node:fs/promises";

const LINE_FEED = 0x0a;

/** See `Files.readEnds`. Holds no more than `limit` bytes and a line, however long the file is. */
export async function readEnds(path: string, limit: number): Promise<Uint8Array> {
  const handle = await fs.open(path);
  try {
    const { size } = await handle.stat();
    if (size <= limit) return await handle.readFile();
    const head = await readPart(handle, 0, Math.floor(limit / 4));
    const tail = await readPart(handle, size - (limit - head.length), limit - head.length);
    const first = head.subarray(0, head.lastIndexOf(LINE_FEED) + 1);
    const last = tail.subarray(tail.indexOf(LINE_FEED) + 1);
    const gap = `… ${size - first.length - last.length} bytes left out …\n`;
    return Buffer.concat([first, Buffer.from(gap), last]);
  } finally {
    await handle.close();
  }
}

async function readPart(handle: fs.FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
