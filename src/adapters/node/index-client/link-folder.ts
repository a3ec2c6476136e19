import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDistribution, isPlainFilename } from "../../../core/index/distribution-name.ts";
import { parseProjectIndex } from "../../../core/index/parse-project-index.ts";
import { PAGE_LIMIT, type ProjectFile, type ProjectIndex } from "../../../core/index/project-index.ts";
import { UpstreamError } from "../index/trouble.ts";

/** `--find-links` of this machine: a folder of distributions, one distribution, or an HTML page, as pip reads them. */
export async function readLinkFolder(url: URL): Promise<ProjectIndex> {
  const told = url.href;
  try {
    const path = fileURLToPath(url);
    const found = await stat(path);
    if (found.isDirectory()) return listing(told, await filesIn(path));
    if (isDistribution(basename(path))) return listing(told, [fileAt(path, found.size)]);
    if (found.size > PAGE_LIMIT) throw new UpstreamError("too-large", `${told} is larger than ${PAGE_LIMIT} bytes`);
    const page = parseProjectIndex({ url: told, contentType: "text/html", body: await readFile(path) });
    if (page.ok) return page.value;
    throw new UpstreamError("not-an-index", `${told} is no page of links: ${page.problems[0]?.message ?? ""}`);
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new UpstreamError("unreachable", `${told} cannot be read${code === "" ? "" : ` (${code})`}`);
  }
}

async function filesIn(folder: string): Promise<readonly ProjectFile[]> {
  const names = (await readdir(folder)).filter((name) => isPlainFilename(name) && isDistribution(name)).sort();
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const entry = await stat(path).catch(() => null);
      return entry?.isFile() === true ? fileAt(path, entry.size) : null;
    }),
  );
  return found.filter((file) => file !== null);
}

function fileAt(path: string, bytes: number): ProjectFile {
  const unknown = { requiresPython: null, yanked: null, coreMetadata: null, uploadTime: null };
  return { filename: basename(path), url: pathToFileURL(path).href, hashes: {}, bytes, ...unknown };
}

function listing(url: string, files: readonly ProjectFile[]): ProjectIndex {
  return { url, name: null, files, status: null, problems: [] };
}
