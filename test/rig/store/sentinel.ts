import { createHash } from "node:crypto";
import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Sentinel {
  /** The folder in which the code under test may work; everything around it is watched. */
  readonly inside: string;
  /** A file beside `inside`, for archives that aim at it. */
  readonly victim: string;
  /** Digest of names, kinds, modes and bytes of everything around `inside`. */
  digest(): Promise<string>;
  remove(): Promise<void>;
}

/** A tree of files around a work folder: hashed before and after, it shows whether anything was written outside. */
export async function makeSentinel(): Promise<Sentinel> {
  const root = await mkdtemp(join(tmpdir(), "wheelhouse-sentinel-"));
  const inside = join(root, "work");
  const victim = join(root, "victim.txt");
  await mkdir(inside);
  await mkdir(join(root, "project"));
  await writeFile(victim, "untouched");
  await writeFile(join(root, "project", "action.yml"), "name: untouched\n");
  return {
    inside,
    victim,
    digest: () => digestTree(root, inside),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function digestTree(root: string, except: string): Promise<string> {
  const hash = createHash("sha256");
  const visit = async (folder: string): Promise<void> => {
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name);
      if (path === except) continue;
      const stat = await lstat(path);
      hash.update(`${path}\0${stat.mode}\0`);
      if (stat.isSymbolicLink()) hash.update(await readlink(path));
      else if (stat.isFile()) hash.update(await readFile(path));
      else if (stat.isDirectory()) await visit(path);
    }
  };
  await visit(root);
  return hash.digest("hex");
}

/** Every file below `folder`, relative, sorted. */
export async function listTree(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.sort();
}
