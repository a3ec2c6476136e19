import { createHash, type Hash, randomBytes } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import * as fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Manifest, ManifestWheel } from "../../core/store/manifest.ts";
import { makePackReader, type PackReader, type PackStep } from "../../core/store/pack-reader.ts";
import type { DroppedWheel, PackContent } from "../../ports/packs.ts";

const DEFAULT_LIMIT = 10 * 1024 ** 3;
const CHUNK = 1024 * 1024;

/** `Packs.readPack`: stage beside `folder`, verify, rename. See `ports/packs.ts`. */
export async function readPack(
  pack: string,
  folder: string,
  options?: { readonly maxBytes?: number },
): Promise<PackContent> {
  const staging = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await fs.mkdir(dirname(folder), { recursive: true });
    await fs.mkdir(staging, { mode: 0o700 });
    const content = await unpack(pack, staging, options?.maxBytes ?? DEFAULT_LIMIT);
    await fs.rename(staging, folder);
    const wheels = content.wheels.map((wheel) => ({ wheel, path: join(folder, wheel.file) }));
    return { kind: "read", manifest: content.manifest, wheels, dropped: content.dropped };
  } catch (error) {
    await fs.rm(staging, { recursive: true, force: true });
    return { kind: "refused", reason: `The pack is refused: ${reasonOf(error)}.` };
  }
}

interface Unpacked {
  readonly manifest: Manifest;
  readonly wheels: readonly ManifestWheel[];
  readonly dropped: readonly DroppedWheel[];
}

/** Throws a Refusal, or an error of the file system. */
async function unpack(pack: string, staging: string, maxBytes: number): Promise<Unpacked> {
  // Without blocking: a FIFO would wait for ever.
  const source = await fs.open(pack, constants.O_RDONLY | constants.O_NONBLOCK);
  const target = new StagedWheels(staging);
  try {
    const stat = await source.stat();
    if (!stat.isFile()) throw new Refusal("it is no regular file");
    const reader = makePackReader({ maxBytes });
    for await (const chunk of createReadStream("", { fd: source, autoClose: false, highWaterMark: CHUNK })) {
      for (const step of reader.push(chunk as Buffer)) await target.take(step, stat.size);
    }
    return target.finish(reader);
  } finally {
    await target.close();
    await source.close();
  }
}

class Refusal extends Error {}

/** Carries out the steps of the reader. A wheel with another digest is removed at once. */
class StagedWheels {
  readonly #folder: string;
  #manifest: Manifest | null = null;
  readonly #wheels: ManifestWheel[] = [];
  readonly #dropped: DroppedWheel[] = [];
  #file: fs.FileHandle | null = null;
  #hash: Hash = createHash("sha256");

  constructor(folder: string) {
    this.#folder = folder;
  }

  async take(step: PackStep, actualBytes: number): Promise<void> {
    switch (step.kind) {
      case "manifest":
        if (step.packBytes !== actualBytes) {
          throw new Refusal(`it has ${actualBytes} bytes, but declares ${step.packBytes}`);
        }
        this.#manifest = step.manifest;
        return;
      case "wheel":
        this.#file = await fs.open(join(this.#folder, step.wheel.file), "wx", 0o644);
        this.#hash = createHash("sha256");
        return;
      case "bytes":
        this.#hash.update(step.bytes);
        await this.#file?.writeFile(step.bytes);
        return;
      case "wheel-end":
        return this.#endWheel(step.wheel);
      case "refused":
        throw new Refusal(step.reason);
    }
  }

  async #endWheel(wheel: ManifestWheel): Promise<void> {
    await this.close();
    if (this.#hash.digest("hex") === wheel.sha256) {
      this.#wheels.push(wheel);
      return;
    }
    await fs.rm(join(this.#folder, wheel.file));
    this.#dropped.push({ file: wheel.file, reason: "its bytes differ from the manifest" });
  }

  finish(reader: PackReader): Unpacked {
    const problem = reader.end();
    if (problem !== null || this.#manifest === null) throw new Refusal(problem ?? "it has no manifest");
    return { manifest: this.#manifest, wheels: this.#wheels, dropped: this.#dropped };
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOSPC" || code === "EDQUOT"
    ? "the disk is full"
    : `it cannot be unpacked (${code ?? "unknown error"})`;
}
