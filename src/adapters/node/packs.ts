import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import * as fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { WheelhouseError } from "../../core/error.ts";
import { MANIFEST_NAME, type Manifest, writeManifest } from "../../core/store/manifest.ts";
import { archiveHeaders, PACK_TRAILER, packHeader, packMemberName, packPadding } from "../../core/store/pack.ts";
import type { DroppedWheel, PackedWheels, Packs } from "../../ports/packs.ts";
import { readPack } from "./pack-unpacking.ts";

/** Archives over the real file system. See `ports/packs.ts` for what each call promises. */
export const nodePacks: Packs = { writePack, readPack, writeTgz };

const CHUNK = 1024 * 1024;

async function writePack(
  content: { readonly manifest: Manifest; readonly folder: string },
  to: string,
): Promise<PackedWheels> {
  const dropped = await findChangedWheels(content.manifest, content.folder);
  const names = new Set(dropped.map((wheel) => wheel.file));
  const kept = { ...content.manifest, wheels: content.manifest.wheels.filter((wheel) => !names.has(wheel.file)) };
  const manifestBytes = writeManifest(kept);
  const manifest = { ...kept, wheels: [...kept.wheels].sort((a, b) => (a.file < b.file ? -1 : 1)) };
  const bytes = await writeWhole(to, packChunks(manifestBytes, manifest, content.folder), []);
  return { bytes, manifest, dropped };
}

async function* packChunks(manifestBytes: Uint8Array, manifest: Manifest, folder: string) {
  yield packHeader(MANIFEST_NAME, manifestBytes.length);
  yield manifestBytes;
  yield packPadding(manifestBytes.length);
  for (const wheel of manifest.wheels) {
    yield packHeader(packMemberName(wheel), wheel.bytes);
    yield* exactly(join(folder, wheel.file), wheel.bytes);
    yield packPadding(wheel.bytes);
  }
  yield PACK_TRAILER;
}

async function writeTgz(
  content: { readonly folder: string; readonly files: readonly string[]; readonly root?: string },
  to: string,
): Promise<number> {
  // Level 0: wheels are compressed already, a second pass costs a second for each 60 MB and gains nothing.
  return writeWhole(to, tgzChunks(content.folder, content.files, content.root ?? ""), [
    createGzip({ level: 0, chunkSize: CHUNK }),
  ]);
}

async function* tgzChunks(folder: string, files: readonly string[], root: string) {
  for (const name of files) {
    const bytes = await sizeOf(join(folder, name));
    yield archiveHeaders(name, bytes, root);
    yield* exactly(join(folder, name), bytes);
    yield packPadding(bytes);
  }
  yield PACK_TRAILER;
}

/** A header has already promised the size, so a file that changes meanwhile must not go unnoticed. */
async function* exactly(path: string, bytes: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    seen += (chunk as Buffer).length;
    if (seen > bytes) break;
    yield chunk as Buffer;
  }
  if (seen !== bytes) throw unreadable(path, new Error("it changed while it was read"));
}

async function findChangedWheels(manifest: Manifest, folder: string): Promise<readonly DroppedWheel[]> {
  const dropped: DroppedWheel[] = [];
  for (const wheel of manifest.wheels) {
    const reason = await findDifference(join(folder, wheel.file), wheel);
    if (reason !== null) dropped.push({ file: wheel.file, reason });
  }
  return dropped;
}

async function findDifference(path: string, wheel: { readonly bytes: number; readonly sha256: string }) {
  try {
    const stat = await fs.lstat(path);
    if (!stat.isFile()) return "it is no regular file";
    if (stat.size !== wheel.bytes) return "its size differs from the manifest";
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) hash.update(chunk as Buffer);
    return hash.digest("hex") === wheel.sha256 ? null : "its bytes differ from the manifest";
  } catch {
    return "it cannot be read";
  }
}

async function sizeOf(path: string): Promise<number> {
  const stat = await fs.lstat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!stat.isFile()) throw unreadable(path, new Error("it is no regular file"));
  return stat.size;
}

/** Writes beside `to`, then renames: `to` is whole or what it was before. */
async function writeWhole(
  to: string,
  chunks: AsyncIterable<Uint8Array>,
  transforms: readonly NodeJS.ReadWriteStream[],
): Promise<number> {
  const beside = join(dirname(to), `.${basename(to)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await fs.mkdir(dirname(to), { recursive: true });
    await pipeline([
      Readable.from(chunks, { objectMode: true }),
      ...transforms,
      createWriteStream(beside, { flags: "wx" }),
    ]);
    const { size } = await fs.stat(beside);
    await fs.rename(beside, to);
    return size;
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw error instanceof WheelhouseError ? error : unwritable(to, error);
  }
}

function unwritable(path: string, error: unknown): WheelhouseError {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new WheelhouseError("disk-full", `The disk is full: ${path} could not be written.`, {
      hint: "Free some space or choose another --output folder, then run again: finished wheels are kept.",
      cause: error,
    });
  }
  return new WheelhouseError("not-writable", `${path} cannot be written: ${String((error as Error).message)}.`, {
    hint: "Choose a folder that this user may write, with --output (input: output).",
    cause: error,
  });
}

function unreadable(path: string, error: unknown): WheelhouseError {
  return new WheelhouseError("unreadable-file", `${path} cannot be read: ${String((error as Error).message)}.`, {
    hint: "Check the path and its permissions.",
    cause: error,
  });
}
