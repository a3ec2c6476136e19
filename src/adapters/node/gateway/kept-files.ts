import { createHash, type Hash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isPlainFilename } from "../../../core/index/distribution-name.ts";

export interface KeptFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** That the transfer took. */
  readonly seconds: number;
}

/** A file on its way in: hashed as it comes, invisible until it is whole and what it should be. */
export interface Incoming {
  write(chunk: Uint8Array): Promise<void>;
  /** Whether what came has the stated digest (true when none is stated that can be checked). */
  matches(): boolean;
  /** Moves it to `<folder>/<sha256>/<filename>`. Rejects with the error of an earlier write, e.g. a full disk. */
  keep(): Promise<KeptFile>;
  discard(): Promise<void>;
}

/** Best first; what an index may state and Node can compute. */
const ALGORITHMS = ["sha256", "sha512", "sha384", "sha224", "sha1", "md5"];

/**
 * @param folder where whole files are kept, named by their digest
 * @param hashes as the index states them
 */
export async function makeIncoming(
  folder: string,
  filename: string,
  hashes: Readonly<Record<string, string>>,
): Promise<Incoming> {
  const started = performance.now();
  const temporary = join(folder, `.incoming-${randomBytes(8).toString("hex")}`);
  await mkdir(folder, { recursive: true });
  const handle = await open(temporary, "wx", 0o600);
  const sha256 = createHash("sha256");
  const algorithm = ALGORITHMS.find((name) => hashes[name] !== undefined);
  const other = algorithm === undefined || algorithm === "sha256" ? null : createHash(algorithm);
  const digests = once(sha256, other);
  let bytes = 0;
  let failure: unknown = null;
  return {
    write: async (chunk) => {
      bytes += chunk.length;
      sha256.update(chunk);
      other?.update(chunk);
      // A full disk must not break the transfer to pip: what is kept is a by-product until somebody takes it.
      if (failure === null) await writeAll(handle, chunk).catch((error: unknown) => (failure = error));
    },
    matches: () => algorithm === undefined || hashes[algorithm] === (other === null ? digests().own : digests().other),
    keep: async () => {
      await handle.close();
      if (failure !== null) {
        await rm(temporary, { force: true });
        throw failure;
      }
      const digest = digests().own;
      const path = join(folder, digest, isPlainFilename(filename) ? filename : "file");
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
      return { path, sha256: digest, bytes, seconds: (performance.now() - started) / 1000 };
    },
    discard: async () => {
      await handle.close().catch(() => undefined);
      await rm(temporary, { force: true });
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
