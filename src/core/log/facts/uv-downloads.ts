import { normalizeName } from "../../pep/name.ts";
import { artifactKind } from "../names.ts";
import type { DownloadFact } from "./downloads.ts";
import type { EventRun } from "./runs.ts";
import { parseSize } from "./size.ts";

/**
 * With `-v` uv tells what its cache had not, and which file it had chosen; without, only of files above 1 MiB that
 * something comes (a project's name and a size), which is not enough to tell a file.
 */
export function uvDownloads({ events }: EventRun): readonly DownloadFact[] {
  const files = new Map<string, string>();
  const sizes = new Map<string, string>();
  for (const event of events) {
    if (event.kind === "pinned" && event.file !== undefined && event.candidate.name !== null) {
      files.set(normalizeName(event.candidate.name), event.file);
    }
    if (event.kind === "uv-download" && event.size !== null) sizes.set(normalizeName(event.name), event.size);
  }
  return events.flatMap((event) => {
    if (event.kind !== "uv-distribution" || event.found !== "uncached") return [];
    const name = normalizeName(event.name);
    const file = files.get(name);
    const artifact = file === undefined ? "other" : artifactKind(file);
    if (file === undefined || (artifact !== "wheel" && artifact !== "sdist")) return [];
    const size = parseSize(sizes.get(name) ?? null);
    return [
      { name, version: event.version, file, artifact, url: null, size, seconds: null, retries: 0, span: event.span },
    ];
  });
}
