import { decodeUri } from "../decode-uri.ts";

/** `pip/_internal/vcs`: what a backend accepts behind its name and "+". */
const VCS =
  /^(?:git\+(?:https?|ssh|git|file)|hg\+(?:file|https?|ssh|static-http)|svn\+(?:ssh|https?|svn|file)|bzr\+(?:https?|ssh|sftp|ftp|lp|file)):/i;
const PLAIN = /^(?:https?|file|ftp):/i;

const ARCHIVE = /[^/]\.(?:zip|whl|tar\.bz2|tbz|tar\.gz|tgz|tar|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$/i;

/** pip's `is_url`: a scheme that it can fetch. */
export function isUrl(text: string): boolean {
  return PLAIN.test(text) || VCS.test(text);
}

export function isVcsUrl(text: string): boolean {
  return VCS.test(text);
}

/** pip's `strip_extras`: `./project[test]` → `./project`. */
export function stripExtras(text: string): string {
  if (!text.endsWith("]")) return text;
  return /^(.+)\[[^\]]+\]$/.exec(text)?.[1]?.trimEnd() ?? text;
}

/** pip's `is_archive_file`: only the name counts. */
export function hasArchiveExtension(path: string): boolean {
  return ARCHIVE.test(path);
}

/** The file's name at the end of a path or URL, with `%2B` and the like decoded in a URL. */
export function archiveName(location: string, kind: "direct" | "path"): string {
  if (kind === "path") return location.slice(location.lastIndexOf("/") + 1);
  const path = location.replace(/[?#].*$/s, "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  return decodeUri(name);
}
