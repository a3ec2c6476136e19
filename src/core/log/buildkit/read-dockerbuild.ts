import { Gunzip } from "fflate";
import { type Parsed, parsed, unparsed } from "../../problem.ts";
import { printBuildError } from "./build-error.ts";
import { printStatusStream } from "./status-stream.ts";
import { readTar } from "./tar.ts";

/** Of the unpacked archive. Records of builds are some kilobytes; BuildKit keeps 2 MiB of each step's output. */
const UNPACKED_LIMIT = 256 * 1024 * 1024;
const STEP = 64 * 1024;
const STATUS = "application/vnd.buildkit.status.v0";
/** Spelled so in BuildKit. */
const ERROR = "application/vnd.googeapis.google.rpc.status+proto";

/** Whether a file is a `.dockerbuild` archive by its name. */
export function isDockerBuild(path: string): boolean {
  return path.endsWith(".dockerbuild");
}

/**
 * Reads the record of a build as `docker buildx history export` and docker/build-push-action write it: an OCI layout in a
 * tar archive, with gzip around it or not.
 *
 * @returns a log in the form of `--progress=rawjson` with the error behind it, for `parseLog`. Several builds in one archive
 * follow each other.
 */
export function readDockerBuild(bytes: Uint8Array): Parsed<Uint8Array> {
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const archive = isZipped ? gunzip(bytes) : bytes;
  if (archive === null) return fail("dockerbuild-damaged", "The archive cannot be unpacked, or is too large.");
  const files = readTar(archive);
  const manifests = manifestsOf(files, "index.json");
  if (manifests.length === 0) return fail("dockerbuild-foreign", "The archive holds no record of a build.");
  const lines = manifests.flatMap((manifest) => [
    ...layersOf(files, manifest, STATUS).flatMap(printStatusStream),
    ...layersOf(files, manifest, ERROR).flatMap(printBuildError),
  ]);
  if (lines.length === 0) return fail("dockerbuild-empty", "The record holds no progress of the build.");
  return parsed(Buffer.from(`${lines.join("\n")}\n`));
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
}

type Files = ReadonlyMap<string, Uint8Array>;

/** The manifests below an index; an index can point at another one. */
function manifestsOf(files: Files, path: string, depth = 0): readonly string[] {
  const entries = descriptors(files, path, "manifests");
  return entries.flatMap(({ mediaType, digest }) => {
    if (mediaType.endsWith("image.manifest.v1+json")) return [blobPath(digest)];
    return depth < 3 ? manifestsOf(files, blobPath(digest), depth + 1) : [];
  });
}

function layersOf(files: Files, manifest: string, mediaType: string): readonly Uint8Array[] {
  return descriptors(files, manifest, "layers")
    .filter((layer) => layer.mediaType === mediaType)
    .flatMap((layer) => files.get(blobPath(layer.digest)) ?? []);
}

function descriptors(files: Files, path: string, field: "manifests" | "layers"): readonly Descriptor[] {
  const file = files.get(path);
  if (file === undefined) return [];
  try {
    const document: unknown = JSON.parse(Buffer.from(file).toString("utf8"));
    const list = (document as Readonly<Record<string, unknown>> | null)?.[field];
    return Array.isArray(list) ? list.filter(isDescriptor) : [];
  } catch {
    return [];
  }
}

function isDescriptor(value: unknown): value is Descriptor {
  const entry = value as Partial<Descriptor> | null;
  return typeof entry?.mediaType === "string" && typeof entry.digest === "string";
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(":", "/")}`;
}

/** In steps, because gzip can grow a thousandfold. Null when it is damaged or gives too much. */
function gunzip(bytes: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let total = 0;
  let isFinished = false;
  const stream = new Gunzip((part, isFinal) => {
    total += part.length;
    isFinished = isFinal;
    if (total <= UNPACKED_LIMIT) parts.push(part);
  });
  try {
    for (let at = 0; at < bytes.length && total <= UNPACKED_LIMIT; at += STEP) {
      stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
    }
  } catch {
    return null;
  }
  return isFinished && total <= UNPACKED_LIMIT ? Buffer.concat(parts) : null;
}

function fail(code: string, message: string): Parsed<Uint8Array> {
  const expected = "an archive of docker buildx history export";
  return unparsed({ code, message, expected, line: 1, column: 1, offset: 0 });
}
