import type { LogEvent } from "../event.ts";
import { artifactKind, fileVersion } from "../names.ts";
import { addLine, type Draft, type Drafts, LINES_KEPT } from "./drafts.ts";
import { type SeenFile, secondsBetween } from "./files.ts";
import { originOfFile, originOfRequirement, type PackageOrigin } from "./origin.ts";
import type { EventRun } from "./runs.ts";

/** The file of that version, else the one taken last: pip tries several when it backtracks. A sidecar is not the file. */
export function noteFiles(run: EventRun, draft: Draft, seen: readonly SeenFile[], version: string | null): void {
  const files = seen.filter((each) => each.artifact !== "metadata");
  const taken = files.findLast((each) => each.version === version) ?? files.at(-1);
  draft.lines = [...new Set([...draft.lines, ...seen.map(({ span }) => span.lines[0])])].slice(0, LINES_KEPT);
  if (taken === undefined || taken.artifact === "metadata") return;
  const { file, artifact, source, size, seconds } = taken;
  const origin = originOfFile(run, taken);
  const times = { ...draft.seconds, download: seconds };
  Object.assign(draft, { version: taken.version, file, artifact, source, origin, size, seconds: times });
}

/** What pip says of packages beside their files. */
export function noteEvents(run: EventRun, drafts: Drafts): void {
  for (const event of run.events) {
    if (event.kind === "already-satisfied" && event.name !== null) {
      const draft = drafts.of(event.name);
      Object.assign(draft, { source: "installed", origin: "installed", version: event.version });
      addLine(draft, event);
    }
    if (event.kind === "created-wheel") {
      const { file, bytes, sha256, name } = event;
      const draft = drafts.of(name);
      Object.assign(draft, { wheel: { file, bytes, sha256 }, version: fileVersion(file) });
      addLine(draft, event);
    }
  }
  for (const event of run.events) {
    const named = event.kind === "collecting" || event.kind === "obtaining" ? event.name : null;
    if (named !== null && drafts.has(named)) addLine(drafts.of(named), event);
  }
}

/**
 * Repositories and folders have no file that says where a package came from: the requirement does, or that pip cloned. A
 * folder or repository without a name gives its origin to what was built or installed and whose origin nothing tells.
 */
export function noteOrigins(run: EventRun, drafts: Drafts): void {
  const unnamed = new Set<PackageOrigin>();
  let current: string | null = null;
  for (const event of run.events) {
    const origin = ownOrigin(event);
    if (event.kind === "collecting" || event.kind === "obtaining") current = event.name;
    if (event.kind === "processing") current = null;
    if (origin === null) continue;
    if (current === null) unnamed.add(origin);
    else drafts.of(current).origin = origin;
  }
  const [only] = unnamed;
  if (unnamed.size !== 1 || only === undefined) return;
  for (const draft of drafts.all()) if (draft.file === null) draft.origin ??= only;
}

function ownOrigin(event: LogEvent): PackageOrigin | null {
  if (event.kind === "vcs") return "vcs";
  if (event.kind === "processing") return artifactKind(event.path) === "other" ? "path" : null;
  if (event.kind === "collecting") return originOfRequirement(event.requirement) === "vcs" ? "vcs" : null;
  return event.kind === "obtaining" ? (originOfRequirement(event.requirement) ?? "path") : null;
}

/** All steps of building: dependencies, metadata, wheel. */
export function addBuildTimes(events: readonly LogEvent[], drafts: Drafts): void {
  const started = new Map<string, number | null>();
  for (const event of events) {
    if (event.kind !== "step") continue;
    if (event.phase === "started") started.set(event.step, event.at);
    if (event.phase !== "finished" || event.package === null) continue;
    const seconds = secondsBetween(started.get(event.step) ?? null, event.at);
    started.delete(event.step);
    if (seconds === null) continue;
    const draft = drafts.of(event.package);
    draft.seconds = { ...draft.seconds, build: (draft.seconds.build ?? 0) + seconds };
  }
}
