import * as fs from "node:fs/promises";
import { join, resolve } from "node:path";
import { WheelhouseError } from "../../../core/error.ts";
import { refuse } from "./unreadable.ts";

/** Nobody gives so many logs to one report; a `**` at the wrong place would. */
const FILES_LIMIT = 1_000;
const ENTRIES_LIMIT = 200_000;

/** See `LogFiles.expand`. */
export async function expandPatterns(patterns: readonly string[], folder: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns.map(withSlashes)) {
    if (pattern === "-" || !/[*?[]/.test(pattern) || (await exists(resolve(folder, pattern)))) {
      found.add(pattern);
      continue;
    }
    const matches = await matchFiles(pattern, folder);
    if (matches.length === 0)
      refuse(pattern, "no file has such a name", "Check the pattern, and the folder it is seen from.");
    for (const match of matches) found.add(match);
  }
  if (found.size <= FILES_LIMIT) return [...found];
  throw new WheelhouseError(
    "usage",
    `${found.size} files fit ${patterns.join(" ")}; at most ${FILES_LIMIT} are read.`,
    {
      hint: "Write a narrower pattern.",
    },
  );
}

/** On Windows a path may be written either way; elsewhere a backslash is a character like any other. */
function withSlashes(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}

async function exists(path: string): Promise<boolean> {
  return await fs.stat(path).then(
    () => true,
    () => false,
  );
}

/** Walks only the folders that the pattern can lead into. Sorted by code unit. */
async function matchFiles(pattern: string, folder: string): Promise<readonly string[]> {
  const isAbsolute = pattern.startsWith("/");
  const segments = pattern.split("/").filter((segment) => segment !== "" && segment !== ".");
  const walk = { base: isAbsolute ? "/" : folder, entries: 0, found: [] as string[] };
  await descend(walk, isAbsolute ? "/" : "", segments);
  return [...new Set(walk.found)].sort();
}

interface Walk {
  readonly base: string;
  entries: number;
  readonly found: string[];
}

/** `prefix`: the path so far as the user would write it, "" or ending in "/". */
async function descend(walk: Walk, prefix: string, [segment, ...rest]: readonly string[]): Promise<void> {
  if (segment === undefined) return;
  if (segment === ".." || !/[*?[]/.test(segment)) {
    if (rest.length > 0) await descend(walk, `${prefix}${segment}/`, rest);
    else if (await isFile(resolve(walk.base, prefix, segment))) walk.found.push(prefix + segment);
    return;
  }
  if (segment === "**") await descend(walk, prefix, rest.length > 0 ? rest : ["*"]);
  const fits = segment === "**" ? null : toRegExp(segment);
  for (const entry of await listFolder(walk, resolve(walk.base, prefix))) {
    // As a shell does it: a dot at the beginning is only met by a dot.
    if (entry.name.startsWith(".") && !segment.startsWith(".")) continue;
    if (fits === null) {
      if (entry.isDirectory()) await descend(walk, `${prefix}${entry.name}/`, ["**", ...rest]);
    } else if (fits.test(entry.name)) {
      if (rest.length > 0) await descend(walk, `${prefix}${entry.name}/`, rest);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(walk.base, prefix, entry.name))))) {
        walk.found.push(prefix + entry.name);
      }
    }
  }
}

async function listFolder(walk: Walk, folder: string) {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  walk.entries += entries.length;
  if (walk.entries > ENTRIES_LIMIT) {
    throw new WheelhouseError("usage", `The pattern leads into more than ${ENTRIES_LIMIT} files.`, {
      hint: "Write a narrower pattern.",
    });
  }
  return entries;
}

async function isFile(path: string): Promise<boolean> {
  return await fs.stat(path).then(
    (stat) => stat.isFile(),
    () => false,
  );
}

/** One segment of a path. Runs of `*` become one, so that the expression stays quick on long names. */
function toRegExp(segment: string): RegExp {
  const source = segment.replace(/\*+|\?|\[(!?)([^\]]+)\]|[\\^$.|+(){}[\]]/g, (text, not?: string, set?: string) => {
    if (text.startsWith("*")) return "[^/]*";
    if (text === "?") return "[^/]";
    if (set !== undefined) return `[${not === "!" ? "^" : ""}${set.replace(/[\\\]^]/g, "\\$&")}]`;
    return `\\${text}`;
  });
  try {
    return new RegExp(`^${source}$`, "u");
  } catch {
    // A set that is no set (`[z-a]`) fits nothing.
    return /^$/;
  }
}
