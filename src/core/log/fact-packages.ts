import { normalizeName } from "../pep/name.ts";
import type { LogEvent } from "./event.ts";
import { installedOf } from "./fact-changes.ts";
import { filesOf, lastPart, type SeenFile, secondsBetween } from "./fact-files.ts";
import { originOfFile, originOfRequirement, type PackageOrigin } from "./fact-origin.ts";
import { retriesOf } from "./fact-retries.ts";
import type { EventRun } from "./fact-runs.ts";
import type { Size } from "./fact-size.ts";
import type { BuildFailure } from "./facts.ts";
import { groupBy } from "./group-by.ts";
import { artifactKind, fileVersion } from "./names.ts";
import type { PipPackage, PipReport } from "./pip-report.ts";

export interface PackageFact {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string | null;
  /** The file that was taken; null for folders, repositories, and what the environment has already. */
  readonly file: string | null;
  readonly artifact: "wheel" | "sdist" | null;
  readonly source: "downloaded" | "http-cache" | "wheel-cache" | "local" | "installed" | null;
  readonly origin: PackageOrigin | null;
  /** Of the file, as far as the log states it. */
  readonly size: Size | null;
  /** The wheel that was built from it. */
  readonly wheel: { readonly file: string; readonly bytes: number; readonly sha256: string } | null;
  readonly failed: boolean;
  /** From the log's time stamps; null without them. `build` is all steps: dependencies, metadata, wheel. */
  readonly seconds: { readonly download: number | null; readonly build: number | null };
  /** Connections to its page and files that broke and were tried again. */
  readonly retries: number;
  /** First lines of what the log says of it, 1-based, at most 50. */
  readonly lines: readonly number[];
}

type Draft = { -readonly [K in keyof PackageFact]: PackageFact[K] };

const LINES_KEPT = 50;

/**
 * What happened to each package in one run. When the log lists what was installed, what was tried and dropped on the way
 * there is left out: see `BacktrackFact`.
 */
export function packagesOfRun(run: EventRun, failures: readonly BuildFailure[]): readonly PackageFact[] {
  const drafts = makeDrafts(failures);
  const files = groupBy(filesOf(run), ({ name }) => name);
  for (const [name, seen] of files) Object.assign(drafts.of(name), fileFields(run, seen, null));
  notePins(run, drafts);
  noteEvents(run, drafts);
  addBuildTimes(run.events, drafts);
  const installed = installedOf(run).believed;
  for (const { name, version } of installed) {
    Object.assign(drafts.of(name), fileFields(run, files.get(name) ?? [], version), { version });
  }
  for (const [name, count] of retriesOf(run.events)) if (drafts.has(name)) drafts.of(name).retries = count;
  const listed = new Set(installed.map(({ name }) => name));
  return drafts
    .all()
    .filter((draft) => listed.size === 0 || listed.has(draft.name) || draft.source === "installed" || draft.failed);
}

interface Drafts {
  of(name: string): Draft;
  has(name: string): boolean;
  all(): readonly Draft[];
}

function makeDrafts(failures: readonly BuildFailure[]): Drafts {
  const drafts = new Map<string, Draft>();
  return {
    of(name) {
      const key = normalizeName(name);
      const draft = drafts.get(key) ?? emptyDraft(key, failures);
      drafts.set(key, draft);
      return draft;
    },
    has: (name) => drafts.has(normalizeName(name)),
    all: () => [...drafts.values()],
  };
}

function emptyDraft(name: string, failures: readonly BuildFailure[]): Draft {
  return {
    name,
    version: null,
    file: null,
    artifact: null,
    source: null,
    origin: null,
    size: null,
    wheel: null,
    failed: failures.some((failure) => failure.package === name),
    seconds: { download: null, build: null },
    retries: 0,
    lines: [],
  };
}

/** The file of that version, else the one taken last: pip tries several when it backtracks. A sidecar is not the file. */
function fileFields(run: EventRun, seen: readonly SeenFile[], version: string | null): Partial<Draft> {
  const files = seen.filter((each) => each.artifact !== "metadata");
  const taken = files.findLast((each) => each.version === version) ?? files.at(-1);
  const lines = seen.map(({ span }) => span.lines[0]).slice(0, LINES_KEPT);
  if (taken === undefined || taken.artifact === "metadata") return { lines };
  const { file, artifact, source, size, seconds } = taken;
  const origin = originOfFile(run, taken);
  return {
    version: taken.version,
    file,
    artifact,
    source,
    origin,
    size,
    lines,
    seconds: { download: seconds, build: null },
  };
}

function noteEvents(run: EventRun, drafts: Drafts): void {
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
    if (event.kind === "collecting" && event.name !== null) {
      const origin = originOfRequirement(event.requirement);
      if (origin === "vcs") drafts.of(event.name).origin = origin;
      if (drafts.has(event.name)) addLine(drafts.of(event.name), event);
    }
    noteUv(event, drafts);
    if (event.kind === "uv-change" && event.change !== "removed") {
      const draft = drafts.of(event.name);
      draft.version = event.version;
      if (event.from !== null) draft.origin = originOfRequirement(event.from) ?? "path";
      addLine(draft, event);
    }
  }
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
  if (event.kind === "uv-build") {
    const draft = drafts.of(event.name);
    draft.artifact = "sdist";
    draft.version ??= event.version;
    if (event.from !== null) draft.origin = originOfRequirement(event.from) ?? draft.origin;
    addLine(draft, event);
  }
}

function addLine(draft: Draft, { span }: LogEvent): void {
  if (draft.lines.length < LINES_KEPT) draft.lines = [...draft.lines, span.lines[0]].sort((a, b) => a - b);
}

function addBuildTimes(events: readonly LogEvent[], drafts: Drafts): void {
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

/** The packages of several runs: what a later run says of one replaces what an earlier said, what it leaves open stays. */
export function joinPackages(runs: readonly (readonly PackageFact[])[]): readonly PackageFact[] {
  const joined = new Map<string, PackageFact>();
  for (const fact of runs.flat()) {
    const known = joined.get(fact.name);
    joined.set(fact.name, known === undefined ? fact : joinTwo(known, fact));
  }
  return [...joined.values()];
}

/** `Requirement already satisfied` after the installation in the same log says nothing of where it came from. */
function joinTwo(known: PackageFact, fact: PackageFact): PackageFact {
  const keeps = fact.file === null && known.file !== null && (known.version === fact.version || fact.version === null);
  return {
    ...(keeps ? known : fact),
    wheel: fact.wheel ?? known.wheel,
    failed: known.failed || fact.failed,
    retries: known.retries + fact.retries,
    lines: [...new Set([...known.lines, ...fact.lines])].slice(0, LINES_KEPT),
  };
}

/** Exactly the packages of pip's report, with what the log saw of them. */
export function packagesOfReport(report: PipReport, seen: readonly PackageFact[]): readonly PackageFact[] {
  return report.packages.map((entry) =>
    fromReport(
      entry,
      seen.find(({ name }) => name === entry.name),
    ),
  );
}

function fromReport(entry: PipPackage, seen: PackageFact | undefined): PackageFact {
  const file = entry.directory === null && entry.vcs === null ? lastPart(entry.url.replace(/[?#][\s\S]*$/, "")) : null;
  const artifact = file === null ? null : artifactKind(file);
  return {
    ...(seen ?? emptyDraft(entry.name, [])),
    version: entry.version,
    file,
    artifact: artifact === "wheel" || artifact === "sdist" ? artifact : null,
    size: seen?.file === file ? (seen?.size ?? null) : null,
    origin: entry.vcs !== null ? "vcs" : entry.directory !== null ? "path" : (seen?.origin ?? null),
  };
}
