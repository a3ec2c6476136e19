import { sha256Of, type TestFile, type TestProject } from "../projects/project.ts";

export type IndexFormat = "json" | "html" | "html-only";

export interface RenderedPage {
  readonly contentType: string;
  readonly body: string;
}

/** `application/vnd.pypi.simple.v1+json` when the client asks for it and this index speaks it. */
export function wantsJson(format: IndexFormat, accept: string): boolean {
  return format === "json" && accept.includes("application/vnd.pypi.simple.v1+json");
}

/** A project page in JSON (PEP 691, 700). `lie` gives every file a digest that is not its own; a `bare` one has no metadata. */
export function jsonPage(project: TestProject, lie: boolean, bare = false): RenderedPage {
  const files = project.files.map((file) => ({
    filename: file.filename,
    url: fileUrl(file),
    hashes: { sha256: statedDigest(file, lie) },
    size: file.bytes.length,
    ...(file.requiresPython === null ? {} : { "requires-python": file.requiresPython }),
    ...(file.metadata === null || bare ? {} : { "core-metadata": { sha256: metadataDigest(file) } }),
    ...(file.uploadTime === undefined ? {} : { "upload-time": file.uploadTime }),
    yanked: file.yanked === null ? false : file.yanked === "" ? true : file.yanked,
  }));
  const versions = [...new Set(project.files.map(versionOf))];
  const body = JSON.stringify({ meta: { "api-version": "1.1" }, name: project.name, versions, files });
  return { contentType: "application/vnd.pypi.simple.v1+json", body };
}

/** A project page in HTML (PEP 503, 592, 658, 714); a `bare` one has no metadata. */
export function htmlPage(project: TestProject, lie: boolean, bare: boolean): RenderedPage {
  const anchors = project.files.map((file) => {
    const attributes = [`href="${fileUrl(file)}#sha256=${statedDigest(file, lie)}"`];
    if (file.requiresPython !== null) attributes.push(`data-requires-python="${escapeHtml(file.requiresPython)}"`);
    if (file.yanked !== null) attributes.push(`data-yanked="${escapeHtml(file.yanked)}"`);
    if (file.metadata !== null && !bare) {
      attributes.push(`data-dist-info-metadata="sha256=${metadataDigest(file)}"`);
      attributes.push(`data-core-metadata="sha256=${metadataDigest(file)}"`);
    }
    return `<a ${attributes.join(" ")}>${escapeHtml(file.filename)}</a><br/>`;
  });
  const head = `<!DOCTYPE html><html><head><title>Links for ${project.name}</title></head>`;
  return { contentType: "text/html; charset=utf-8", body: `${head}<body>\n${anchors.join("\n")}\n</body></html>\n` };
}

/** Relative, as real mirrors have them. */
function fileUrl(file: TestFile): string {
  return `../../files/${encodeURIComponent(file.filename)}`;
}

function statedDigest(file: TestFile, lie: boolean): string {
  return lie ? "0".repeat(64) : file.sha256;
}

function metadataDigest(file: TestFile): string {
  return sha256Of(new TextEncoder().encode(file.metadata ?? ""));
}

function versionOf(file: TestFile): string {
  return file.filename.replace(/\.tar\.gz$/, "").split("-")[1] ?? "";
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
