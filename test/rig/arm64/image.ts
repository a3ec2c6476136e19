import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PROGRAM_PATH } from "./packages.ts";
import { run } from "./run.ts";
import { sourcesOf } from "./sources.ts";

/** Raised when the recipe changes: an image of another recipe is not used. */
const RECIPE = 1;

const PACKAGES = "python3,python3-pip,python3-venv,python3-dev,gcc,libc6-dev,ca-certificates,file,zstd";

export interface RigImage {
  readonly reference: string;
  readonly architecture: Architecture;
  /** Its only layer: the whole file system. */
  readonly layer: string;
}

type Architecture = "arm64" | "amd64";

/** Debian of this machine's own release, made by mmdebstrap once (arm64: about 3 minutes) and kept in `cache`. */
export async function ensureLayer(
  cache: string,
  say: (line: string) => void,
  architecture: Architecture = "arm64",
): Promise<RigImage> {
  const suite = await findSuite();
  const layer = join(cache, `${suite}-${architecture}-${RECIPE}.tar`);
  const image = { reference: `wheelhouse-ci/${suite}-${architecture}:${RECIPE}`, architecture, layer };
  if (existsSync(layer)) return image;
  say(`building ${image.reference} with mmdebstrap`);
  const work = await mkdtemp(join(cache, "sources-"));
  try {
    const mirrors = await writeSources(suite, work);
    const part = join(work, "layer.tar");
    const argv = [
      "mmdebstrap",
      `--arch=${architecture}`,
      "--variant=apt",
      `--include=${PACKAGES}`,
      suite,
      part,
      ...mirrors,
    ];
    await run(argv, { env: { ...process.env, PATH: PROGRAM_PATH } });
    await rename(part, layer);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return image;
}

/** Gives the image to the daemon as a docker-archive: `docker import` of engine 20.10 ignores `--platform`. */
export async function loadImage({ reference, architecture, layer }: RigImage, env: NodeJS.ProcessEnv): Promise<void> {
  const folder = await mkdtemp(`${layer}-`);
  try {
    const diffId = `sha256:${await sha256(layer)}`;
    const platform = { architecture, ...(architecture === "arm64" ? { variant: "v8" } : {}), os: "linux" };
    const config = { Env: ["PATH=/usr/local/bin:/usr/bin:/bin"] };
    const manifest = [{ Config: "config.json", RepoTags: [reference], Layers: ["layer.tar"] }];
    await writeFile(
      join(folder, "config.json"),
      JSON.stringify({ ...platform, config, rootfs: { type: "layers", diff_ids: [diffId] } }),
    );
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
    await link(layer, join(folder, "layer.tar"));
    const archive = join(folder, "archive.tar");
    await run(["tar", "-cf", archive, "manifest.json", "config.json", "layer.tar"], { cwd: folder });
    await run(["docker", "load", "--input", archive], { env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findSuite(): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8");
  const suite = /^VERSION_CODENAME="?(\w+)"?$/m.exec(release)?.[1];
  if (!/^ID="?debian"?$/m.test(release) || suite === undefined) throw new Error("the arm64 rig is made for Debian");
  return suite;
}

async function writeSources(suite: string, folder: string): Promise<readonly string[]> {
  const known = "/etc/apt/sources.list.d";
  const names = existsSync(known) ? (await readdir(known)).filter((name) => /\.(list|sources)$/.test(name)) : [];
  const paths = ["/etc/apt/sources.list", ...names.sort().map((name) => join(known, name))].filter((path) =>
    existsSync(path),
  );
  const files = await Promise.all(paths.map(async (path) => ({ name: path, text: await readFile(path, "utf8") })));
  const kept = sourcesOf(suite, files);
  if (kept.length === 0) throw new Error(`apt of this machine has no source of ${suite}`);
  await mkdir(folder, { recursive: true });
  return await Promise.all(
    kept.map(async ({ name, text }, index) => {
      const path = join(folder, `${index}.${name.split(".").at(-1)}`);
      await writeFile(path, text);
      return path;
    }),
  );
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
