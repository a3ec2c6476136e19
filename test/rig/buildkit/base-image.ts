import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ensureLayer } from "../arm64/image.ts";

const ARCHITECTURES = ["amd64", "arm64"] as const;
const LAYER = "application/vnd.oci.image.layer.v1.tar";
const CONFIG = "application/vnd.oci.image.config.v1+json";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const INDEX = "application/vnd.oci.image.index.v1+json";

/**
 * Debian with Python and gcc for amd64 and arm64 as an OCI layout: `--build-context base=oci-layout://<folder>:debian` makes
 * it the image that `FROM base` names, without a registry.
 *
 * @returns the layout's folder in `cache`
 */
export async function ensureBaseImage(cache: string, say: (line: string) => void): Promise<string> {
  const layers = [];
  for (const architecture of ARCHITECTURES) layers.push(await ensureLayer(cache, say, architecture));
  const work = await mkdtemp(join(cache, "layout-"));
  const entries = [];
  for (const [place, architecture] of ARCHITECTURES.entries()) {
    const layer = layers[place]?.layer ?? "";
    entries.push(await addImage(work, layer, architecture));
  }
  const index = await addJson(work, { schemaVersion: 2, mediaType: INDEX, manifests: entries });
  const named = { mediaType: INDEX, ...index, annotations: { "org.opencontainers.image.ref.name": "debian" } };
  await writeFile(join(work, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  await writeFile(join(work, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  const folder = join(dirname(layers[0]?.layer ?? ""), "debian-layout");
  await rm(folder, { recursive: true, force: true });
  await rename(work, folder);
  return folder;
}

async function addImage(folder: string, layer: string, architecture: (typeof ARCHITECTURES)[number]) {
  const digest = await sha256(layer);
  await mkdir(join(folder, "blobs/sha256"), { recursive: true });
  await link(layer, join(folder, "blobs/sha256", digest));
  const platform = { os: "linux", architecture, ...(architecture === "arm64" ? { variant: "v8" } : {}) };
  const config = await addJson(folder, {
    ...platform,
    config: { Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"] },
    rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] },
    // buildah refuses an image whose history does not name its layers.
    history: [{ created_by: "mmdebstrap" }],
  });
  const { size } = await stat(layer);
  const manifest = await addJson(folder, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: CONFIG, ...config },
    layers: [{ mediaType: LAYER, digest: `sha256:${digest}`, size }],
  });
  return { mediaType: MANIFEST, ...manifest, platform };
}

async function addJson(folder: string, value: unknown): Promise<{ readonly digest: string; readonly size: number }> {
  const bytes = Buffer.from(JSON.stringify(value));
  const digest = createHash("sha256").update(bytes).digest("hex");
  await writeFile(join(folder, "blobs/sha256", digest), bytes);
  return { digest: `sha256:${digest}`, size: bytes.length };
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
