import { createHash, type Hash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isPlainFilename } from "../../../core/index/distribution-name.ts";
import { statedDigest } from "../index/digests.ts";

export interface KeptFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** From the request to the last byte. */
  readonly seconds: number;
}

/** A file on its way in: hashed as it comes, invisible until it is whole and what it should be. */
export interface Incoming {
  write(chunk: Uint8Array): Promise<void>;
  /** Whether what came has the stated digest (true when none is stated that can be checked). */
  matches(): boolean;
  /** Moves it to `<folder>/<sha256>/<filename>`. Rejects with the error of the first write that failed, e.g. a full disk. */
  keep(): Promise<KeptFile>;
  discard(): Promise<void>;
}

/**
 * @param folder where whole files are kept, named by their digest
 * @param hashes as the index states them
 * @param started when the transfer began, by `performance.now()`
 */
export async function makeIncoming(
  folder: string,
  filename: string,
  hashes: Readonly<Record<string, string>>,
  started: number,
): Promise<Incoming> {
  const disk = await makeDiskSide(folder);
  const sha256 = createHash("sha256");
  const stated = statedDigest(hashes);
  const other = stated === null || stated.algorithm === "sha256" ? null : createHash(stated.algorithm);
  const digests = once(sha256, other);
  let bytes = 0;
  return {
    write: async (chunk) => {
      bytes += chunk.length;
      sha256.update(chunk);
      other?.update(chunk);
      await disk.write(chunk);
    },
    matches: () => stated === null || stated.digest === (other === null ? digests().own : digests().other),
    keep: async () => {
      const digest = digests().own;
      const path = join(folder, digest, isPlainFilename(filename) ? filename : "file");
      await disk.moveTo(path);
      return { path, sha256: digest, bytes, seconds: (performance.now() - started) / 1000 };
    },
    discard: disk.discard,
  };
}

interface DiskSide {
  write(chunk: Uint8Array): Promise<void>;
  moveTo(path: string): Promise<void>;
  discard(): Promise<void>;
}

/**
 * The temporary file. Its first error is kept until `moveTo`: a full disk must not break a transfer to pip, to which what
 * is kept here is a by-product.
 */
async function makeDiskSide(folder: string): Promise<DiskSide> {
  const temporary = join(folder, `.incoming-${randomBytes(8).toString("hex")}`);
  let handle: FileHandle | null = null;
  let failure: unknown = null;
  const guarded = async (step: () => Promise<unknown>): Promise<void> => {
    if (failure === null) await step().catch((error: unknown) => (failure = error));
  };
  const discard = async (): Promise<void> => {
    await handle?.close().catch(() => undefined);
    await rm(temporary, { force: true });
  };
  await guarded(async () => {
    await mkdir(folder, { recursive: true });
    // It may end up in the wheelhouse, which others read: the umask decides, as for every file of the output.
    handle = await open(temporary, "wx");
  });
  return {
    discard,
    write: (chunk) => guarded(async () => handle !== null && (await writeAll(handle, chunk))),
    moveTo: async (path) => {
      await guarded(async () => {
        await handle?.close();
        await mkdir(dirname(path), { recursive: true });
        await rename(temporary, path);
      });
      if (failure === null) return;
      await discard();
      throw failure;
    },
  };
}

/** A hash gives its digest once only. */
function once(own: Hash, other: Hash | null): () => { own: string; other: string | null } {
  let result: { own: string; other: string | null } | null = null;
  return () => {
    result ??= { own: own.digest("hex"), other: other?.digest("hex") ?? null };
    return result;
  };
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    done += (await handle.write(chunk, done)).bytesWritten;
  }
}
