import type { ProjectFile } from "../../core/index/project-index.ts";

/** The file behind a direct reference (`name @ https://…/x.whl`), as an index would list it; null for anything else. */
export function directFile(url: string): ProjectFile | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, hash } = new URL(url);
  const filename = decoded(pathname.slice(pathname.lastIndexOf("/") + 1));
  if (!/\.(?:whl|tar\.gz|zip)$/i.test(filename) || /[\\/\0]/.test(filename)) return null;
  const sha256 = /(?:^#|&)sha256=([0-9a-f]{64})/i.exec(hash)?.[1]?.toLowerCase();
  return {
    filename,
    url: url.replace(/#.*$/s, ""),
    hashes: sha256 === undefined ? {} : { sha256 },
    requiresPython: null,
    yanked: null,
    coreMetadata: null,
    bytes: null,
    uploadTime: null,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
