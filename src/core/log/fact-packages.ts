import { normalizeName } from "../pep/name.ts";
import type { LogEvent, LogParse } from "./event.ts";
import type { BuildFailure, PackageFact } from "./facts.ts";
import { artifactKind, fileProject, fileVersion } from "./names.ts";
import type { PipPackage, PipReport } from "./pip-report.ts";

type Draft = { -readonly [K in keyof PackageFact]: PackageFact[K] };

/** What happened to each package. With pip's report, exactly the packages of the report. */
export function reducePackages(
  log: LogParse,
  report: PipReport | null,
  failures: readonly BuildFailure[],
): readonly PackageFact[] {
  const drafts = new Map<string, Draft>();
  const draftOf = (name: string): Draft => {
    const key = normalizeName(name);
    const known = drafts.get(key);
    if (known !== undefined) return known;
    const draft: Draft = {
      name: key,
      version: null,
      file: null,
      artifact: null,
      source: null,
      wheel: null,
      failed: failures.some((failure) => failure.package === key),
      seconds: { download: null, build: null },
    };
    drafts.set(key, draft);
    return draft;
  };
  log.events.forEach((event, index) => {
    noteFile(event, draftOf);
    noteDownloadTime(event, log.events[index + 1], draftOf);
    if (event.kind === "created-wheel") {
      const { file, bytes, sha256, name } = event;
      Object.assign(draftOf(name), { wheel: { file, bytes, sha256 }, version: fileVersion(file) });
    }
  });
  addBuildTimes(log.events, draftOf);
  if (report === null) return [...drafts.values()];
  return report.packages.map((entry) => fromReport(entry, drafts.get(entry.name)));
}

/** The file that was taken last: pip tries several when it backtracks. A sidecar is not the file. */
function noteFile(event: LogEvent, draftOf: (name: string) => Draft): void {
  if (event.kind === "already-satisfied") {
    if (event.name !== null) Object.assign(draftOf(event.name), { source: "installed", version: event.version });
    return;
  }
  const file = event.kind === "processing" ? lastPart(event.path) : "file" in event ? event.file : null;
  const name = file === null ? null : fileProject(file);
  if (file === null || name === null) return;
  const artifact = artifactKind(file);
  if (artifact !== "wheel" && artifact !== "sdist") return;
  const source = sourceOf(event);
  if (source !== null) Object.assign(draftOf(name), { file, artifact, source, version: fileVersion(file) });
}

function sourceOf(event: LogEvent): PackageFact["source"] {
  if (event.kind === "downloading") return "downloaded";
  if (event.kind === "processing") return "local";
  if (event.kind === "using-cached") return event.cache === "http" ? "http-cache" : "wheel-cache";
  return null;
}

/** pip works on one thing at a time: a download lasts until the next event. */
function noteDownloadTime(event: LogEvent, next: LogEvent | undefined, draftOf: (name: string) => Draft): void {
  if (event.kind !== "downloading" || event.artifact === "metadata") return;
  const name = fileProject(event.file);
  const seconds = secondsBetween(event.at, next?.at ?? null);
  if (name === null || seconds === null) return;
  const draft = draftOf(name);
  draft.seconds = { ...draft.seconds, download: seconds };
}

function addBuildTimes(events: readonly LogEvent[], draftOf: (name: string) => Draft): void {
  const started = new Map<string, number | null>();
  for (const event of events) {
    if (event.kind !== "step") continue;
    if (event.phase === "started") started.set(event.step, event.at);
    if (event.phase !== "finished" || event.package === null) continue;
    const seconds = secondsBetween(started.get(event.step) ?? null, event.at);
    started.delete(event.step);
    if (seconds === null) continue;
    const draft = draftOf(event.package);
    draft.seconds = { ...draft.seconds, build: (draft.seconds.build ?? 0) + seconds };
  }
}

/** Null when a stamp is missing or the clock was turned back. */
function secondsBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : (to - from) / 1_000;
}

function fromReport(entry: PipPackage, seen: PackageFact | undefined): PackageFact {
  const file = entry.directory === null && entry.vcs === null ? lastPart(entry.url.replace(/[?#].*$/, "")) : null;
  const artifact = file === null ? null : artifactKind(file);
  return {
    name: entry.name,
    version: entry.version,
    file,
    artifact: artifact === "wheel" || artifact === "sdist" ? artifact : null,
    source: seen?.source ?? null,
    wheel: seen?.wheel ?? null,
    failed: seen?.failed ?? false,
    seconds: seen?.seconds ?? { download: null, build: null },
  };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
