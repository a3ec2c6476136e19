import { pipeline } from "node:stream/promises";
import { extensionOf, type SdistContent, toldBy } from "../../../core/index/describe-sdist.ts";
import type { RandomAccess } from "../index/random-access.ts";
import { listZip, readZipMember } from "../index/zip-members.ts";
import { tarMembers } from "./tar-members.ts";

/** Bytes after decompression. What unpacks to more is not read on. */
const UNPACKED_LIMIT = 512 * 1024 * 1024;

/** When both texts are found, so many bytes are enough to tell which kinds of files there are. */
const COUNTED_BYTES = 64 * 1024 * 1024;

/**
 * Reads a `.tar.gz` as it comes, to its end unless it is very large. Rejects when the source does, or is no gzip.
 */
export async function readTarGz(source: AsyncIterable<Uint8Array>): Promise<SdistContent> {
  const found = makeContent();
  let isDone = false;
  const look = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    let unpacked = 0;
    const counted = (async function* () {
      for await (const chunk of chunks) {
        unpacked += chunk.length;
        if (unpacked > UNPACKED_LIMIT) return;
        yield chunk;
      }
    })();
    for await (const member of tarMembers(counted)) {
      if (found.wants(member.path)) found.tell(member.path, await member.content());
      else found.count(member.path);
      isDone = found.isTold() && unpacked > COUNTED_BYTES;
      if (!isDone) continue;
      // Else the unpacking waits for ever for somebody to take the rest.
      await counted.return(undefined);
      return;
    }
    // Behind the archive's end there are some zeros: with them the file is whole, and its digest can be told.
    for await (const _ of counted);
    isDone = unpacked > UNPACKED_LIMIT;
  };
  try {
    const { createGunzip } = await import("node:zlib");
    await pipeline(source, createGunzip(), look);
  } catch (error) {
    // Leaving before the end breaks the pipe.
    if (!isDone) throw error;
  }
  return found.content();
}

/** Reads a zip through its directory. Null when it cannot be read that way. */
export async function readZipSdist(source: RandomAccess): Promise<SdistContent | null> {
  const members = await listZip(source);
  if (members === null) return null;
  const found = makeContent();
  for (const member of members) {
    if (found.wants(member.name)) found.tell(member.name, await readZipMember(source, member));
    else found.count(member.name);
  }
  return found.content();
}

interface ContentBuilder {
  wants(path: string): boolean;
  tell(path: string, bytes: Uint8Array | null): void;
  count(path: string): void;
  isTold(): boolean;
  content(): SdistContent;
}

/** The first member of each kind counts. */
function makeContent(): ContentBuilder {
  const told = new Map<string, Uint8Array>();
  const extensions = new Map<string, number>();
  return {
    wants: (path) => {
      const kind = toldBy(path);
      return kind !== null && !told.has(kind);
    },
    tell: (path, bytes) => {
      const kind = toldBy(path);
      if (kind !== null && bytes !== null) told.set(kind, bytes);
    },
    count: (path) => {
      const extension = extensionOf(path);
      if (extension !== null && (extensions.has(extension) || extensions.size < 200))
        extensions.set(extension, (extensions.get(extension) ?? 0) + 1);
    },
    isTold: () => told.size === 2,
    content: () => {
      const pkgInfo = told.get("pkgInfo");
      return {
        pkgInfo: pkgInfo === undefined ? null : new TextDecoder().decode(pkgInfo),
        pyproject: told.get("pyproject") ?? null,
        extensions: Object.fromEntries(extensions),
      };
    },
  };
}
