import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { connectionTrouble, UpstreamError } from "./trouble.ts";
import type { UpstreamAnswer } from "./upstream.ts";

const DECODERS: ReadonlyMap<string, () => Promise<Transform>> = new Map([
  ["gzip", async () => (await zlib()).createGunzip()],
  ["x-gzip", async () => (await zlib()).createGunzip()],
  ["deflate", async () => (await zlib()).createInflate()],
  ["br", async () => (await zlib()).createBrotliDecompress()],
]);

/** Loaded when something came compressed. */
const zlib = () => import("node:zlib");

/**
 * The whole body of an answer, decompressed.
 * @param limit bytes after decompression, and seconds for all of it
 * @param onBytes called with the bytes that came over the wire
 */
export async function readBody(
  answer: UpstreamAnswer,
  limit: { readonly bytes: number; readonly seconds: number },
  onBytes: (count: number) => void,
): Promise<Uint8Array> {
  if (Number(answer.headers["content-length"] ?? 0) > limit.bytes) {
    answer.body.destroy();
    throw tooLarge(answer.url, limit.bytes);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const count = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  const collect = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > limit.bytes) throw tooLarge(answer.url, limit.bytes);
      chunks.push(chunk);
    }
  };
  const timer = setTimeout(() => answer.body.destroy(timeOut()), limit.seconds * 1000);
  const decoder = DECODERS.get(answer.headers["content-encoding"]?.trim().toLowerCase() ?? "");
  try {
    if (decoder === undefined) await pipeline(answer.body, count, collect);
    else await pipeline(answer.body, count, await decoder(), collect);
  } catch (error) {
    throw connectionTrouble(error, answer.url);
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks, bytes);
}

function timeOut(): Error {
  return Object.assign(new Error("too slow"), { code: "ETIMEDOUT" });
}

function tooLarge(url: URL, limit: number): UpstreamError {
  return new UpstreamError("too-large", `${url.host} answers with more than ${limit / 1024 / 1024} MiB`);
}
