/** GitHub's limits and moods, changeable while the service runs. Sources: docs, "Dependency caching" and "Usage limits". */
export interface ServiceRules {
  /** Cache entries that may be reserved per minute and repository (since 2026-01-16). */
  uploadsPerMinute: number;
  /** Over this size the least recently used entries are removed. */
  cacheBytes: number;
  /** The storage budget is used up: nothing can be uploaded, reading goes on. */
  overBudget: boolean;
  artifactsPerJob: number;
  /** MIME types that CreateArtifact takes; others are refused as GitHub does with .xlsx and .7z. */
  mimeTypes: ReadonlySet<string>;
}

export function githubRules(): ServiceRules {
  return {
    uploadsPerMinute: 200,
    cacheBytes: 10 * 1024 ** 3,
    overBudget: false,
    artifactsPerJob: 500,
    mimeTypes: new Set(MIME_TYPES),
  };
}

/**
 * What is known to pass. GitHub does not publish the list: `.xlsx` and `.7z` are known to be refused
 * (toolkit#2324, upload-artifact#765), .apk, .tar.xz and AppImage (octet-stream) to pass.
 */
const MIME_TYPES = [
  "application/gzip",
  "application/javascript",
  "application/json",
  "application/octet-stream",
  "application/pdf",
  "application/x-tar",
  "application/x-yaml",
  "application/zip",
  "image/gif",
  "image/jpeg",
  "image/png",
  "image/svg+xml",
  "image/webp",
  "text/css",
  "text/csv",
  "text/html",
  "text/markdown",
  "text/plain",
  "text/xml",
];
