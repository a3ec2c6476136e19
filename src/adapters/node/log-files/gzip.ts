import { PassThrough, type Readable, type Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import type { LogFile } from "../../../ports/logs.ts";
import { refuse } from "./unreadable.ts";

/** A log packs ten to fifty times. What grows more than this, beyond a gibibyte, was made to fill a machine. */
const GROWTH_LIMIT = 200;
const FREE_BYTES = 1024 ** 3;
/** Larger ones are no quicker, and what waits for the garbage collector is memory too. */
const CHUNK = 128 * 1024;

export interface Packed {
  /** For messages. */
  readonly path: string;
  readonly source: () => Readable;
  readonly packedBytes: number;
  /** Null: the bytes are not packed. */
  readonly unpack: (() => Transform) | null;
}

/** A gzip file (RFC 1952). */
export function openGzip(path: string, source: () => Readable, packedBytes: number): LogFile {
  return openPacked({ path, source, packedBytes, unpack: () => createGunzip({ chunkSize: CHUNK }) });
}

/** What is unpacked as it is read and never on disk: a part of it is read by unpacking up to there again. */
export function openPacked({ path, source, packedBytes, unpack }: Packed): LogFile {
  const limit = Math.max(FREE_BYTES, GROWTH_LIMIT * packedBytes);
  let cut: string | null = null;
  async function* unpacked(): AsyncGenerator<Uint8Array> {
    const packed = source();
    const whole = unpack === null ? new PassThrough() : unpack();
    packed.once("error", (error) => whole.destroy(error));
    packed.pipe(whole);
    let given = 0;
    try {
      for await (const chunk of whole as AsyncIterable<Buffer>) {
        yield chunk.subarray(0, limit - given);
        given += chunk.length;
        if (given < limit) continue;
        cut = `${path} unpacks to more than ${limit} bytes; the rest was not read.`;
        return;
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // A file that was cut off, or whose end is damaged, is read as far as it goes.
      if (given === 0) refuse(path, `it cannot be unpacked (${message})`, "Unpack it another way, or fetch it again.");
      cut = `${path} could only be unpacked in part (${message}); the rest was not read.`;
    } finally {
      whole.destroy();
      packed.destroy();
    }
  }
  return {
    get cut() {
      return cut;
    },
    chunks: unpacked,
    read: (from, to) => readThrough(unpacked(), from, to),
    close: async () => {},
  };
}

async function readThrough(chunks: AsyncIterable<Uint8Array>, from: number, to: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let position = 0;
  for await (const chunk of chunks) {
    const [start, end] = [Math.max(0, from - position), Math.min(chunk.length, to - position)];
    if (start < end) parts.push(chunk.subarray(start, end));
    position += chunk.length;
    if (position >= to) break;
  }
  return Buffer.concat(parts);
}
