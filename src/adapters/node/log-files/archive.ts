import * as fs from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { readZip, type ZipEntry } from "../../../core/store/zip.ts";
import type { LogFile } from "../../../ports/logs.ts";
import { openPacked } from "./gzip.ts";
import { refuse, unreadable } from "./unreadable.ts";

/** GitHub's log archives have some megabytes; the logs in them may be as long as they like. */
const ARCHIVE_LIMIT = 256 * 1024 * 1024;
const MEMBERS_LIMIT = 1_000;

/** `logs.zip/0_build.txt`: a log in an archive. */
const MEMBER = /^(.+?\.zip)\/(.+)$/is;

export function isArchive(path: string): boolean {
  return /\.zip$/i.test(path);
}

/**
 * The logs in a zip archive, as paths behind its own. GitHub's download has the log of each job at the top, and the same
 * text again in a folder, step by step: where there are logs at the top, those count.
 */
export async function listArchive(path: string, folder: string): Promise<readonly string[]> {
  const entries = await readEntries(path, resolve(folder, path));
  const logs = entries.map(({ name }) => name).filter((name) => /\.(?:txt|log)$/i.test(name));
  const top = logs.filter((name) => !name.includes("/"));
  const chosen = top.length > 0 ? top : logs;
  if (chosen.length === 0) refuse(path, "it holds no .txt or .log file", "Unpack it and name the log.");
  return chosen.slice(0, MEMBERS_LIMIT).map((name) => `${path}/${name}`);
}

/** Null when the path does not lead into an archive. */
export async function openMember(path: string, folder: string): Promise<LogFile | null> {
  const [, archive, name] = MEMBER.exec(path) ?? [];
  if (archive === undefined || name === undefined) return null;
  const absolute = resolve(folder, archive);
  const stat = await fs.stat(absolute).catch(() => null);
  if (stat === null || !stat.isFile()) return null;
  const entry = (await readEntries(archive, absolute)).find((each) => each.name === name);
  if (entry === undefined) refuse(path, "the archive has no such file", "List the archive for the names in it.");
  const { method, data } = entry;
  const unpack = method === "stored" ? null : () => createInflateRaw({ chunkSize: 128 * 1024 });
  return openPacked({ path, source: () => Readable.from([data]), packedBytes: data.length, unpack });
}

async function readEntries(path: string, absolute: string): Promise<readonly ZipEntry[]> {
  const { size } = await fs.stat(absolute).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (size > ARCHIVE_LIMIT) refuse(path, `it has more than ${ARCHIVE_LIMIT} bytes`, "Unpack it and name the logs.");
  const { entries, problems } = readZip(await fs.readFile(absolute));
  const [problem] = problems;
  if (problem !== undefined) refuse(path, problem.message.replace(/\.$/, ""), "Unpack it and name the logs.");
  return entries.filter(({ isFolder }) => !isFolder);
}
