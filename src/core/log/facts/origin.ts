import type { SeenFile } from "./files.ts";
import type { EventRun } from "./runs.ts";

/** Where a package came from. `cache`: the installer's own, of downloads or of wheels that it built before. */
export type PackageOrigin = "index" | "cache" | "wheelhouse" | "installed" | "vcs" | "path";

/**
 * A local file is of the wheelhouse when the run looks into folders of files (`Looking in links`), of the index when the
 * index itself is a folder; else the user named it.
 */
export function originOfFile(run: EventRun, { source, where }: SeenFile): PackageOrigin {
  if (source === "downloaded") return "index";
  if (source !== "local") return "cache";
  const lookedIn = run.events.flatMap((event) => (event.kind === "looking-in" ? [event] : []));
  if (lookedIn.some(({ what }) => what === "links")) return "wheelhouse";
  const indexes = lookedIn.flatMap(({ what, locations }) => (what === "indexes" ? locations : []));
  const isIndexed = indexes.some(
    (location) => location.startsWith("file:") && pathOf(where).startsWith(pathOf(location)),
  );
  return isIndexed ? "index" : "path";
}

/** What a requirement itself says: `x @ git+https://…` is of a repository; null for one by name or address. */
export function originOfRequirement(requirement: string): "vcs" | "path" | null {
  if (/(?:^|[ @])(?:git|hg|svn|bzr)\+/.test(requirement)) return "vcs";
  return /(?:^|[ @])(?:file:|\.{0,2}\/)/.test(requirement) ? "path" : null;
}

function pathOf(location: string | null): string {
  return (location ?? "").replace(/^file:\/\/(?:localhost)?/, "").replace(/(?<!\/)\/+$/, "");
}
