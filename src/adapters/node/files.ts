import { createHash, randomBytes } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import * as fs from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { WheelhouseError } from "../../core/error.ts";
import type { FileDigest, FileStat, Files } from "../../ports/files.ts";
import { readEnds } from "./read-ends.ts";

const DEFAULT_LIMIT = 64 * 1024 * 1024;

/** The port over the real file system. See `ports/files.ts` for what each call promises. */
export const nodeFiles: Files = {
  readFile: (path, options) => readBounded(path, options?.limit ?? DEFAULT_LIMIT),
  readEnds: async (path, limit) => {
    try {
      return await readEnds(path, limit);
    } catch (error) {
      throw unreadable(path, error);
    }
  },
  writeFile: (path, content) => explained(path, () => writeAtomically(path, content)),
  appendFile: (path, content) =>
    explained(path, async () => {
      await fs.mkdir(dirname(path), { recursive: true });
      await fs.appendFile(path, content);
    }),
  list: async (folder) => {
    try {
      return (await fs.readdir(folder)).sort();
    } catch (error) {
      if (isCode(error, "ENOENT")) return [];
      throw unreadable(folder, error);
    }
  },
  stat: findStat,
  makeFolder: (path) => explained(path, () => makeFolders(path)),
  makeTempFolder: (prefix) =>
    explained(prefix, async () => {
      await fs.mkdir(dirname(prefix), { recursive: true });
      return await fs.mkdtemp(`${prefix}${process.pid}-`);
    }),
  removeAbandoned,
  remove: (path) => explained(path, () => fs.rm(path, { recursive: true, force: true })),
  move: (from, to) => explained(to, () => moveFile(from, to)),
  place: (from, to) => explained(to, () => placeFile(from, to)),
  digest: digestFile,
  resolve: (base, path) => resolve(base, path),
};

/** Opens without blocking (a FIFO would wait for ever) and reads no more than `limit` bytes. */
async function readBounded(path: string, limit: number): Promise<Uint8Array> {
  try {
    const handle = await fs.open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await handle.stat();
      if (!stat.isFile())
        throw unreadable(path, new Error(stat.isDirectory() ? "it is a folder" : "not a regular file"));
      if (stat.size > limit) throw unreadable(path, new Error(`it has ${stat.size} bytes; at most ${limit} are read`));
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof WheelhouseError ? error : unreadable(path, error);
  }
}

async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  await fs.mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await fs.writeFile(temporary, content, { flag: "wx" });
    await fs.rename(temporary, path);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

async function findStat(path: string): Promise<FileStat | null> {
  try {
    const stat = await fs.lstat(path);
    const kind = stat.isSymbolicLink() ? "symlink" : stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
    return { kind, bytes: stat.size };
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return null;
    throw unreadable(path, error);
  }
}

/** Node's own recursive mkdir answers ENOENT on a read-only file system, which tells nobody what is wrong. */
async function makeFolders(path: string): Promise<void> {
  try {
    await fs.mkdir(path);
  } catch (error) {
    if (isCode(error, "ENOENT") && dirname(path) !== path) {
      await makeFolders(dirname(path));
      await makeFolders(path);
    } else if (!isCode(error, "EEXIST") || !(await fs.stat(path)).isDirectory()) throw error;
  }
}

async function removeAbandoned(prefix: string): Promise<void> {
  const names = await fs.readdir(dirname(prefix)).catch(() => []);
  for (const name of names.filter((item) => item.startsWith(basename(prefix)))) {
    const pid = Number(/^(\d+)-/.exec(name.slice(basename(prefix).length))?.[1] ?? Number.NaN);
    if (pid > 0 && !isRunning(pid)) {
      await fs.rm(join(dirname(prefix), name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, "ESRCH");
  }
}

async function moveFile(from: string, to: string): Promise<void> {
  await fs.mkdir(dirname(to), { recursive: true });
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (!isCode(error, "EXDEV")) throw error;
    const beside = join(dirname(to), `.${randomBytes(6).toString("hex")}.tmp`);
    await fs.cp(from, beside, { recursive: true, errorOnExist: true });
    await fs.rename(beside, to);
    await fs.rm(from, { recursive: true, force: true });
  }
}

async function placeFile(from: string, to: string): Promise<void> {
  await fs.mkdir(dirname(to), { recursive: true });
  const beside = join(dirname(to), `.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await fs.link(from, beside).catch(() => fs.copyFile(from, beside, constants.COPYFILE_EXCL));
    await fs.rename(beside, to);
  } finally {
    // Renaming one hard link of a file over another leaves both in place (POSIX), so the temporary name may remain.
    await fs.rm(beside, { force: true });
  }
}

async function digestFile(path: string): Promise<FileDigest> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    await pipeline(createReadStream(path), async (chunks) => {
      for await (const chunk of chunks) {
        hash.update(chunk as Buffer);
        bytes += (chunk as Buffer).length;
      }
    });
  } catch (error) {
    throw unreadable(path, error);
  }
  return { sha256: hash.digest("hex"), bytes };
}

async function explained<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (isCode(error, "ENOSPC") || isCode(error, "EDQUOT")) {
      throw new WheelhouseError("disk-full", `The disk is full: ${path} could not be written.`, {
        hint: "Free some space or choose another --output folder, then run again: finished wheels are kept.",
        cause: error,
      });
    }
    throw new WheelhouseError("not-writable", `${path} cannot be written: ${reason(error)}.`, {
      hint: "Choose a folder that this user may write, with --output (input: output).",
      cause: error,
    });
  }
}

function unreadable(path: string, error: unknown): WheelhouseError {
  return new WheelhouseError("unreadable-file", `${path} cannot be read: ${reason(error)}.`, {
    hint: "Check the path and its permissions.",
    cause: error,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  ENAMETOOLONG: "the name is too long",
};

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return REASONS[code ?? ""] ?? (error instanceof Error ? error.message : String(error));
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
