import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { TakenFile } from "../../../ports/index-gateway.ts";
import type { Connected } from "../index/connect.ts";
import { FILE_HEADERS } from "../index/fetch-metadata.ts";
import { memoized } from "../index/memoized.ts";
import { connectionTrouble, hashMismatch } from "../index/trouble.ts";
import type { UpstreamAnswer } from "../index/upstream.ts";
import type { FileRecord } from "./address-book.ts";
import type { HeldWheels } from "./held-wheels.ts";
import { type Incoming, type KeptFile, makeIncoming } from "./kept-files.ts";
import { makeOfferedMetadata } from "./offered-metadata.ts";
import { sendFile } from "./send-file.ts";

export interface TransferSettings {
  readonly connected: Pick<Connected, "upstream" | "tally">;
  readonly held: HeldWheels;
  readonly storageFolder: string;
}

export interface Transfers {
  /** Answers a client with the file: from disk when it is held or kept, else from the index, keeping it on the way. */
  answer(record: FileRecord, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** METADATA of the file; null when it has none on its own. */
  metadata(record: FileRecord): Promise<Uint8Array | null>;
  take(record: FileRecord): Promise<TakenFile>;
  /** A file that no page listed. */
  takeSource(source: ProjectFile): Promise<TakenFile>;
}

export function makeTransfers(settings: TransferSettings): Transfers {
  const kept = new Map<string, KeptFile>();
  const taking = new Map<string, Promise<TakenFile>>();
  const metadata = new Map<string, Promise<Uint8Array | null>>();
  const takeSource = (source: ProjectFile): Promise<TakenFile> => {
    const whole = kept.get(source.url);
    if (whole !== undefined) return Promise.resolve({ ...whole, source: "index" });
    return memoized(taking, source.url, async () => {
      const file = await download(settings, source);
      kept.set(source.url, file);
      return { ...file, source: "index" };
    });
  };
  const take = (record: FileRecord): Promise<TakenFile> => {
    if (record.wheel === null) return takeSource(record.source);
    const { path, sha256, bytes } = record.wheel;
    return Promise.resolve({ path, sha256, bytes, seconds: null, source: "held" });
  };
  const readMetadata = makeOfferedMetadata({
    ...settings,
    take,
    keep: async ({ source }, bytes) => {
      const incoming = await makeIncoming(settings.storageFolder, source.filename, source.hashes, performance.now());
      await incoming.write(bytes);
      await keepQuietly(kept, source, incoming);
    },
  });
  return {
    take,
    takeSource,
    metadata: (record) => memoized(metadata, record.address, () => readMetadata(record)),
    answer: async (record, request, response) => {
      const local = record.wheel ?? kept.get(record.source.url);
      if (local !== undefined) await sendFile(local.path, local.bytes, request, response);
      else await passThrough(settings, kept, record.source, request, response);
    },
  };
}

function download(settings: TransferSettings, source: ProjectFile): Promise<KeptFile> {
  const url = new URL(source.url);
  return settings.connected.upstream.patiently(url, async () => {
    const started = performance.now();
    const answer = await settings.connected.upstream.ask(url, { kind: "files", method: "GET", headers: FILE_HEADERS });
    const incoming = await makeIncoming(settings.storageFolder, source.filename, source.hashes, started);
    try {
      for await (const chunk of received(settings, answer)) await incoming.write(chunk);
      if (!incoming.matches()) throw hashMismatch(source.filename, url);
      return await incoming.keep();
    } catch (error) {
      await incoming.discard();
      throw isDiskError(error) ? error : connectionTrouble(error, url);
    }
  });
}

async function passThrough(
  settings: TransferSettings,
  kept: Map<string, KeptFile>,
  source: ProjectFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method === "HEAD" ? "HEAD" : "GET";
  const { range } = request.headers;
  const headers = range === undefined ? FILE_HEADERS : { ...FILE_HEADERS, range };
  const url = new URL(source.url);
  let started = 0;
  const answer = await settings.connected.upstream.patiently(url, () => {
    started = performance.now();
    return settings.connected.upstream.ask(url, { kind: "files", method, headers });
  });
  response.writeHead(answer.status, passedBack(answer));
  if (method === "HEAD" || answer.status !== 200) {
    await pipeline(received(settings, answer), response);
    return;
  }
  const incoming = await makeIncoming(settings.storageFolder, source.filename, source.hashes, started);
  const keep = (): Promise<void> => keepQuietly(kept, source, incoming);
  try {
    await pipeline(received(settings, answer), (chunks) => checkedOnTheWay(chunks, incoming, source, keep), response);
  } catch (error) {
    await incoming.discard();
    throw error;
  }
}

/** What could not be kept pip has all the same; whoever takes the file is told by the download that this will need. */
async function keepQuietly(kept: Map<string, KeptFile>, source: ProjectFile, incoming: Incoming): Promise<void> {
  const file = await incoming.keep().catch(() => null);
  if (file !== null) kept.set(source.url, file);
}

/**
 * Holds each piece back until the next has come, so that a client never gets the end of a file that is not right, and
 * has the whole file only when it is kept.
 */
async function* checkedOnTheWay(
  chunks: AsyncIterable<Uint8Array>,
  incoming: Incoming,
  source: ProjectFile,
  keep: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let last: Uint8Array | null = null;
  for await (const chunk of chunks) {
    if (last !== null) yield last;
    await incoming.write(chunk);
    last = chunk;
  }
  if (!incoming.matches()) throw hashMismatch(source.filename, new URL(source.url));
  await keep();
  if (last !== null) yield last;
}

async function* received(settings: TransferSettings, answer: UpstreamAnswer): AsyncGenerator<Uint8Array> {
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    settings.connected.tally.addBytes(chunk.length);
    yield chunk;
  }
}

function passedBack(answer: UpstreamAnswer): Record<string, string> {
  const headers: Record<string, string> = { "content-type": "application/octet-stream", "cache-control": "no-store" };
  for (const name of ["content-length", "content-range", "accept-ranges", "etag"]) {
    const value = answer.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  return headers;
}

function isDiskError(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO)$/.test(String(error.code))
  );
}
