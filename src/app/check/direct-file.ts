import { filenameOfUrl } from "../../core/index/distribution-name.ts";
import type { ProjectFile } from "../../core/index/project-index.ts";

/** The file behind a direct reference (`name @ https://…/x.whl`), as an index would list it; null for anything else. */
export function directFile(url: string): ProjectFile | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const address = new URL(url);
  const filename = filenameOfUrl(address);
  if (filename === null || !/\.(?:whl|tar\.gz|zip)$/i.test(filename)) return null;
  const sha256 = /(?:^#|&)sha256=([0-9a-f]{64})/i.exec(address.hash)?.[1]?.toLowerCase();
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
