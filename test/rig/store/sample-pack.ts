import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { concatBytes } from "../../../src/core/concat-bytes.ts";
import type { BuiltWheel, IndexWheel, Manifest, ManifestWheel } from "../../../src/core/store/manifest.ts";
import { writeManifest } from "../../../src/core/store/manifest.ts";
import { PACK_TRAILER, packHeader, packMemberName, packPadding } from "../../../src/core/store/pack.ts";

export type SampleWheels = Readonly<Record<string, Uint8Array>>;

/** Three wheels of different sizes; their bytes mean nothing, packs do not look into wheels. */
export const SAMPLE_WHEELS: SampleWheels = {
  "alpha-1.0-py3-none-any.whl": bytesOf("alpha", 700),
  "beta-2.0-cp312-cp312-manylinux_2_28_aarch64.whl": bytesOf("beta", 1024),
  "gamma-3.0-py3-none-any.whl": bytesOf("gamma", 5),
};

export function bytesOf(seed: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let offset = 0; offset < length; offset += 32) {
    const block = createHash("sha256").update(`${seed}${offset}`).digest();
    bytes.set(block.subarray(0, Math.min(32, length - offset)), offset);
  }
  return bytes;
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function indexWheel(file: string, bytes: Uint8Array): IndexWheel {
  return {
    file,
    bytes: bytes.length,
    sha256: sha256(bytes),
    tags: ["py3-none-any"],
    origin: "index",
    url: `https://index.example/files/${file}`,
    indexSha256: sha256(bytes),
  };
}

export function builtWheel(file: string, bytes: Uint8Array): BuiltWheel {
  return {
    file,
    bytes: bytes.length,
    sha256: sha256(bytes),
    tags: ["cp312-cp312-linux_aarch64"],
    origin: "built",
    sdist: { file: "beta-2.0.tar.gz", sha256: sha256(bytesOf("sdist", 9)) },
    source: null,
    builder: { pip: "26.3", python: "3.12.4", image: null, lane: "native" },
    ref: "refs/heads/main",
    event: "push",
    runId: "42",
    trust: "default",
  };
}

export function manifestOf(wheels: SampleWheels): Manifest {
  return {
    schema: 1,
    target: { os: "linux", arch: "aarch64", libc: { name: "glibc", version: "2.28" }, python: "cp312" },
    trust: "default",
    wheels: Object.keys(wheels)
      .sort()
      .map((file) => toManifestWheel(file, wheels[file] ?? new Uint8Array())),
  };
}

function toManifestWheel(file: string, bytes: Uint8Array): ManifestWheel {
  return file.startsWith("beta") ? builtWheel(file, bytes) : indexWheel(file, bytes);
}

/** The bytes of a valid pack, assembled here from its parts and not by the adapter under test. */
export function packOf(wheels: SampleWheels, manifest: Manifest = manifestOf(wheels)): Uint8Array {
  const json = writeManifest(manifest);
  const members = manifest.wheels.map((wheel) => member(packMemberName(wheel), wheels[wheel.file] ?? new Uint8Array()));
  return concatBytes([member("wheelhouse.json", json), ...members, PACK_TRAILER]);
}

export function member(name: string, bytes: Uint8Array): Uint8Array {
  return concatBytes([packHeader(name, bytes.length), bytes, packPadding(bytes.length)]);
}

/** Lays the wheels out as files. */
export async function placeWheels(folder: string, wheels: SampleWheels): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of Object.entries(wheels)) await writeFile(join(folder, file), bytes);
}
