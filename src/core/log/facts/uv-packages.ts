import { normalizeName } from "../../pep/name.ts";
import type { LogEvent } from "../event.ts";
import { artifactKind } from "../names.ts";
import { addLine, type Drafts } from "./drafts.ts";
import { originOfRequirement } from "./origin.ts";
import type { EventRun } from "./runs.ts";

/** What uv says of packages. */
export function noteUvPackages(run: EventRun, drafts: Drafts): void {
  notePins(run, drafts);
  for (const event of run.events) {
    noteUv(event, drafts);
    if (event.kind !== "uv-change" || event.change === "removed") continue;
    const draft = drafts.of(event.name);
    draft.version = event.version;
    if (event.from !== null) draft.origin = originOfRequirement(event.from) ?? "path";
    addLine(draft, event);
  }
}

/** Names of what uv has built. */
export function builtByUv({ events }: EventRun): ReadonlySet<string> {
  const names = events.flatMap((event) =>
    event.kind === "uv-build" && event.phase === "finished" ? [event.name] : [],
  );
  return new Set(names.map(normalizeName));
}

/** The candidates that uv settled on, with `-v`: those that it gave up again are replaced by later ones. */
function notePins({ events }: EventRun, drafts: Drafts): void {
  const end = events.findIndex((event) => event.kind === "uv-phase" && event.phase === "resolved");
  for (const event of events.slice(0, Math.max(0, end))) {
    if (event.kind !== "pinned" || event.file === undefined || event.candidate.name === null) continue;
    const draft = drafts.of(event.candidate.name);
    const artifact = artifactKind(event.file);
    const { version } = event.candidate;
    if (artifact !== "wheel" && artifact !== "sdist") continue;
    Object.assign(draft, { version, file: event.file, artifact });
    addLine(draft, event);
  }
}

/** uv names no files; `-v` says what its cache had, and a build says that there was a source distribution. */
function noteUv(event: LogEvent, drafts: Drafts): void {
  if (event.kind === "uv-distribution") {
    const draft = drafts.of(event.name);
    draft.version = event.version;
    if (event.found === "installed") Object.assign(draft, { source: "installed", origin: "installed" });
    if (event.found === "cached") Object.assign(draft, { source: "http-cache", origin: "cache" });
    if (event.found === "uncached") Object.assign(draft, { source: "downloaded", origin: "index" });
    addLine(draft, event);
  }
  if (event.kind === "build-failed" && event.version !== undefined) {
    // uv 0.5 says nothing of the build before it fails.
    for (const name of event.packages) {
      const draft = drafts.of(name);
      Object.assign(draft, { artifact: "sdist", version: event.version });
      addLine(draft, event);
    }
  }
  if (event.kind === "uv-build") {
    const draft = drafts.of(event.name);
    draft.artifact = "sdist";
    draft.version ??= event.version;
    if (event.from !== null) draft.origin = originOfRequirement(event.from) ?? draft.origin;
    addLine(draft, event);
  }
}
