import { type NormalizedName, normalizeName } from "../pep/name.ts";

/** What pip takes for an archive of a project. */
const SDIST_ENDS = [
  ".tar.gz",
  ".zip",
  ".tar.bz2",
  ".tgz",
  ".tar.xz",
  ".tar.Z",
  ".tar",
  ".tbz",
  ".txz",
  ".tlz",
  ".tar.lz",
];

/** Whether pip would look at a file of this name at all: a wheel or a source archive. */
export function isDistribution(filename: string): boolean {
  return filename.endsWith(".whl") || isSdist(filename);
}

export function isSdist(filename: string): boolean {
  return SDIST_ENDS.some((end) => filename.endsWith(end));
}

/**
 * The project that a file belongs to, by its name alone, or null when the name does not tell. For an sdist the version
 * begins at the last "-": `zope.interface-5.0.tar.gz` → `zope-interface`.
 */
export function distributionName(filename: string): NormalizedName | null {
  const end = filename.endsWith(".whl") ? filename.indexOf("-") : filename.lastIndexOf("-");
  return end > 0 && isDistribution(filename) ? normalizeName(filename.slice(0, end)) : null;
}

/**
 * The file name at the end of a URL, decoded as pip does it (`Link.filename`), or null when there is none that could
 * safely be a file of a folder.
 */
export function filenameOfUrl(url: URL): string | null {
  const last = url.pathname.replace(/\/+$/, "").split("/").pop() ?? "";
  try {
    const name = decodeURIComponent(last);
    return isPlainFilename(name) ? name : null;
  } catch {
    return null;
  }
}

/** One path segment that means itself on every system: no separators, control characters or dots alone; ≤ 255 bytes. */
export function isPlainFilename(name: string): boolean {
  if (name === "" || name === "." || name === ".." || name.length > 255) return false;
  return !/[/\\\u0000-\u001f\u007f:*?"<>|\u2028\u2029]/.test(name);
}
