import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";

const execute = promisify(execFile);

/**
 * The folder where the wheel of a pure Python project lies unpacked, as a site-packages folder would hold it. It is
 * fetched from the package index that this machine is configured for, once for each version.
 */
export async function fetchWheel(project: string, version: string): Promise<string> {
  const cache = join(process.env.WHEELHOUSE_CI_CACHE ?? join(homedir(), ".cache", "wheelhouse-ci"), `${project}s`);
  const folder = join(cache, `${project}-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const part = await mkdtemp(join(cache, "part-"));
  try {
    await download(project, version, part);
    await rename(join(part, "unpacked"), folder).catch((error: unknown) => {
      // Somebody else was quicker.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return folder;
}

async function download(project: string, version: string, part: string): Promise<void> {
  const args = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--dest", part];
  await execute("python3", ["-m", "pip", ...args, `${project}==${version}`]);
  const wheel = (await readdir(part)).find((name) => name.endsWith(".whl"));
  if (wheel === undefined) throw new Error(`the index has no wheel of ${project} ${version}`);
  const members = unzipSync(await readFile(join(part, wheel)));
  for (const [path, bytes] of Object.entries(members)) {
    if (path.endsWith("/")) continue;
    const target = join(part, "unpacked", path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  // Only a pip that pip has installed looks for a newer one.
  await writeFile(join(part, "unpacked", `${project}-${version}.dist-info`, "INSTALLER"), "pip\n");
}
