import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";

const execute = promisify(execFile);

/** A pip that lies unpacked in a folder: what a site-packages folder would hold. */
export interface FetchedPip {
  readonly version: string;
  readonly folder: string;
}

/**
 * Fetches the wheel of a pip from the package index that this machine is configured for and unpacks it, once for each
 * version.
 */
export async function fetchPip(version: string): Promise<FetchedPip> {
  const cache = join(process.env.WHEELHOUSE_CI_CACHE ?? join(homedir(), ".cache", "wheelhouse-ci"), "pips");
  const folder = join(cache, `pip-${version}`);
  if (existsSync(folder)) return { version, folder };
  await mkdir(cache, { recursive: true });
  const part = await mkdtemp(join(cache, "part-"));
  try {
    await download(version, part);
    await rename(join(part, "unpacked"), folder).catch((error: unknown) => {
      // Somebody else was quicker.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return { version, folder };
}

async function download(version: string, part: string): Promise<void> {
  const args = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--dest", part];
  await execute("python3", ["-m", "pip", ...args, `pip==${version}`]);
  const wheel = (await readdir(part)).find((name) => name.endsWith(".whl"));
  if (wheel === undefined) throw new Error(`the index has no wheel of pip ${version}`);
  const members = unzipSync(await readFile(join(part, wheel)));
  for (const [path, bytes] of Object.entries(members)) {
    if (path.endsWith("/")) continue;
    const target = join(part, "unpacked", path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  // Only a pip that pip has installed looks for a newer one.
  await writeFile(join(part, "unpacked", `pip-${version}.dist-info`, "INSTALLER"), "pip\n");
}

/** The newest release of each minor version of pip on the index, from `first` on, oldest first. */
export async function pipsOnIndex(first: string): Promise<readonly string[]> {
  const { stdout } = await execute("python3", ["-m", "pip", "index", "versions", "pip"]);
  const all = /^Available versions: (.+)$/m.exec(stdout)?.[1]?.split(", ") ?? [];
  const finals = all.filter((version) => /^\d+(\.\d+)+$/.test(version)).sort(comparePips);
  const newest = new Map(finals.map((version) => [minorOf(version), version]));
  return [...newest.values()].filter((version) => comparePips(version, first) >= 0);
}

/** `24.3` of `24.3.1` */
export function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Order of final releases. */
export function comparePips(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
