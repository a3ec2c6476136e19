import { type FileHandle, open } from "node:fs/promises";

/** Bytes that can be read from anywhere: a file on disk, in memory, or on a server that answers ranges. */
export interface RandomAccess {
  readonly size: number;
  /** As many of the bytes as there are. */
  read(position: number, length: number): Promise<Buffer>;
}

/** Opens a file for the time of `use`. */
export async function withFile<T>(path: string, use: (file: RandomAccess) => Promise<T>): Promise<T> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    return await use({ size, read: (position, length) => readAt(handle, position, length) });
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
