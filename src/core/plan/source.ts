import { decodeUri } from "../decode-uri.ts";
import type { PipPackage } from "../log/facts/pip-report.ts";

/** Where a resolved package's file comes from. */
export type Source =
  /** A file that is fetched through the loopback index. */
  | { readonly kind: "index"; readonly filename: string }
  /** A file at an address of its own (PEP 508 direct reference). */
  | { readonly kind: "direct"; readonly filename: string }
  /** A file of this machine. */
  | { readonly kind: "file"; readonly path: string; readonly filename: string }
  | { readonly kind: "folder"; readonly path: string }
  /** A repository at one commit; `requirement` is what pip is given. */
  | { readonly kind: "vcs"; readonly requirement: string };

/** `isIndexed`: the address is one of the loopback index's. */
export function sourceOf(resolved: PipPackage, isIndexed: boolean): Source {
  if (resolved.vcs !== null) {
    const { vcs, commit } = resolved.vcs;
    return { kind: "vcs", requirement: `${resolved.displayName} @ ${vcs}+${resolved.url}@${commit}` };
  }
  const filename = decodeUri(resolved.url.split(/[?#]/)[0]?.split("/").at(-1) ?? "");
  if (isIndexed) return { kind: "index", filename };
  if (!resolved.url.startsWith("file://")) return { kind: "direct", filename };
  const path = decodeUri(resolved.url.replace(/^file:\/\/(localhost)?/, ""));
  return resolved.directory === null ? { kind: "file", path, filename } : { kind: "folder", path };
}

export function needsBuild(source: Source): boolean {
  return source.kind === "vcs" || source.kind === "folder" || !source.filename.endsWith(".whl");
}

/** The file that was chosen; null for folders and repositories. */
export function fileOf(source: Source): string | null {
  return source.kind === "vcs" || source.kind === "folder" ? null : source.filename;
}

export function originOf(source: Source): "index" | "vcs" | "path" {
  if (source.kind === "vcs") return "vcs";
  return source.kind === "folder" || source.kind === "file" ? "path" : "index";
}
