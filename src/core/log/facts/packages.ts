import { artifactKind } from "../names.ts";
import { installedOf } from "./changes.ts";
import { emptyDraft, LINES_KEPT, makeDrafts } from "./drafts.ts";
import type { BuildFailure } from "./facts.ts";
import { filesOf, lastPart } from "./files.ts";
import { groupBy } from "./group-by.ts";
import { addBuildTimes, noteEvents, noteFiles, noteOrigins } from "./notes.ts";
import type { PackageOrigin } from "./origin.ts";
import type { PipPackage, PipReport } from "./pip-report.ts";
import { retriesOf } from "./retries.ts";
import type { EventRun } from "./runs.ts";
import type { Size } from "./size.ts";
import { builtByUv, noteUvPackages } from "./uv-packages.ts";

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
  /** A wheel was made of its source in this run; uv does not name it. */
  readonly built: boolean;
  readonly failed: boolean;
  /** From the log's time stamps; null without them. `build` is all steps: dependencies, metadata, wheel. */
  readonly seconds: { readonly download: number | null; readonly build: number | null };
  /** Connections to its page and files that broke and were tried again. */
  readonly retries: number;
  /** First lines of what the log says of it, 1-based, at most 50. */
  readonly lines: readonly number[];
}

/**
 * What happened to each package in one run. When the log lists what was installed, what was tried and dropped on the way
 * there is left out: see `BacktrackFact`.
 */
export function packagesOfRun(run: EventRun, failures: readonly BuildFailure[]): readonly PackageFact[] {
  const drafts = makeDrafts(failures);
  const files = groupBy(filesOf(run), ({ name }) => name);
  for (const [name, seen] of files) noteFiles(run, drafts.of(name), seen, null);
  noteUvPackages(run, drafts);
  noteEvents(run, drafts);
  addBuildTimes(run.events, drafts);
  const installed = installedOf(run).believed;
  for (const { name, version } of installed) {
    const draft = drafts.of(name);
    noteFiles(run, draft, files.get(name) ?? [], version);
    draft.version = version ?? draft.version;
  }
  noteOrigins(run, drafts);
  const built = builtByUv(run);
  for (const draft of drafts.all()) {
    // uv also builds to learn the metadata of what it then does not install.
    draft.built = draft.wheel !== null || (built.has(draft.name) && installed.some(({ name }) => name === draft.name));
  }
  for (const [name, count] of retriesOf(run.events)) if (drafts.has(name)) drafts.of(name).retries = count;
  const listed = new Set(installed.map(({ name }) => name));
  return drafts
    .all()
    .filter((draft) => listed.size === 0 || listed.has(draft.name) || draft.source === "installed" || draft.failed);
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
    built: known.built || fact.built,
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
