import { createReadStream } from "node:fs";
import * as fs from "node:fs/promises";
import { resolve } from "node:path";
import { isDockerBuild } from "../../core/log/buildkit/read-dockerbuild.ts";
import type { LogFile, LogFiles } from "../../ports/logs.ts";
import { isArchive, listArchive, openMember } from "./log-files/archive.ts";
import { expandPatterns } from "./log-files/expand.ts";
import { openGzip } from "./log-files/gzip.ts";
import { openPlain } from "./log-files/plain.ts";
import { openRecord } from "./log-files/record.ts";
import { openStream } from "./log-files/stream.ts";
import { refuse, unreadable } from "./log-files/unreadable.ts";
import { keepYoungGenerationSmall } from "./young-generation.ts";

/** Other names of standard input. */
const STANDARD_INPUT: ReadonlySet<string> = new Set(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** Logs of the real file system and this process's standard input. See `ports/logs.ts` for what each call promises. */
export const nodeLogFiles: LogFiles = {
  async expand(patterns, folder) {
    keepYoungGenerationSmall();
    const paths = await expandPatterns(patterns, folder);
    const listed = await Promise.all(
      paths.map(async (path) => (isArchive(path) ? await listArchive(path, folder) : [path])),
    );
    return [...new Set(listed.flat())];
  },
  async open(path, folder) {
    if (STANDARD_INPUT.has(path)) return await openStream(process.stdin);
    try {
      return (await openMember(path, folder)) ?? (await openFile(path, resolve(folder, path)));
    } catch (error) {
      throw unreadable(path, error);
    }
  },
};

async function openFile(path: string, absolute: string): Promise<LogFile> {
  const stat = await fs.stat(absolute);
  if (stat.isDirectory()) {
    refuse(path, "it is a folder", `Name the log in it, or all of them: '${path.replace(/\/+$/, "")}/*.log'.`);
  }
  if (stat.isFIFO() || stat.isSocket()) {
    refuse(path, "it is a pipe", `Give it as standard input: wheelhouse explain - < ${path}`);
  }
  if (!stat.isFile()) refuse(path, "it is a device, not a log", "Name a file with a log in it.");
  if (isDockerBuild(path)) return await openRecord(path, absolute, stat.size);
  if (await isGzip(absolute)) return openGzip(path, () => createReadStream(absolute), stat.size);
  return await openPlain(absolute, stat.size);
}

/** By its first bytes (RFC 1952): a log may have been renamed. */
async function isGzip(path: string): Promise<boolean> {
  const handle = await fs.open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
