import { decodeUri } from "../decode-uri.ts";

/** Where an include leads: a path to read, or a URL that is not read. */
export type IncludeTarget =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "url"; readonly url: string };

/**
 * The file that `-r` or `-c` names, seen from the file that includes it (pip: relative to the including file's folder).
 * `file:` URLs are paths. Paths keep being relative when the including file's path is.
 */
export function resolveInclude(includingPath: string, written: string): IncludeTarget {
  if (/^https?:/i.test(written)) return { kind: "url", url: written };
  if (/^file:/i.test(written)) return { kind: "path", path: normalizePath(pathOfFileUrl(written)) };
  if (/^(?:\/|[a-z]:[\\/])/i.test(written)) return { kind: "path", path: normalizePath(written) };
  const folder = includingPath.slice(0, includingPath.lastIndexOf("/") + 1);
  return { kind: "path", path: normalizePath(folder + written) };
}

/** Takes out "." and "..", without looking at symbolic links: `a/./b/../c` → `a/c`. */
export function normalizePath(path: string): string {
  const root = path.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    const canGoUp = part === ".." && parts.length > 0 && parts.at(-1) !== "..";
    if (canGoUp) parts.pop();
    else if (part !== ".." || root === "") parts.push(part);
  }
  return root + parts.join("/") || ".";
}

function pathOfFileUrl(url: string): string {
  const path = url.replace(/^file:(?:\/\/[^/]*)?/i, "").replace(/[?#].*$/s, "");
  return decodeUri(path);
}
