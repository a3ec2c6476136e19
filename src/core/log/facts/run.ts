import type { EventKind, EventOf, LogParse } from "../event.ts";
import { type BacktrackFact, backtrackingOf } from "./backtracking.ts";
import { type ChangeFact, installedOf, removedOf } from "./changes.ts";
import { type DownloadFact, downloadsOf } from "./downloads.ts";
import type { BuildFailure } from "./facts.ts";
import { FAILING_WORDS } from "./failing-words.ts";
import { secondsBetween } from "./files.ts";
import { type PackageFact, packagesOfRun } from "./packages.ts";
import { pipVersionRange, type ReleaseRange } from "./pip-version.ts";
import { retriesOf } from "./retries.ts";
import type { EventRun } from "./runs.ts";
import { type TotalFacts, totalsOf } from "./totals.ts";

/** One command of pip or uv. */
export interface RunFacts {
  readonly tool: "pip" | "uv";
  /** Only when it says so itself (`Using pip 26.3 from …`, `DEBUG uv 0.13.8`). */
  readonly version: string | null;
  /** The releases of pip that can have written it, by the forms of its messages; null when nothing tells, and for uv. */
  readonly versionRange: ReleaseRange | null;
  /** The interleaved output it belongs to, e.g. the vertex `#12` of BuildKit; null when the log has one only. */
  readonly stream: string | null;
  /** `unfinished`: the log does not show how it ended. */
  readonly outcome: "succeeded" | "failed" | "unfinished";
  /** First and last line with an event of it. */
  readonly lines: readonly [number, number];
  readonly packages: readonly PackageFact[];
  readonly downloads: readonly DownloadFact[];
  readonly installed: readonly ChangeFact[];
  readonly removed: readonly ChangeFact[];
  readonly backtracking: readonly BacktrackFact[];
  readonly totals: TotalFacts;
}

/** @param failures those of the whole log */
export function reduceRun(run: EventRun, log: LogParse, failures: readonly BuildFailure[]): RunFacts {
  const own = failures.filter((failure) => belongs(run, failure));
  const packages = packagesOfRun(run, own);
  const downloads = downloadsOf(run);
  const installed = installedOf(run).believed;
  const retries = [...retriesOf(run.events).values()].reduce((sum, count) => sum + count, 0);
  const first = run.events[0];
  const last = run.events.at(-1);
  return {
    tool: run.tool ?? "pip",
    version: versionOf(run),
    versionRange: run.tool === "pip" ? pipVersionRange(run.events) : null,
    stream: run.stream,
    outcome: outcomeOf(run, log, own),
    lines: [first?.span.lines[0] ?? 1, last?.span.lines[1] ?? 1],
    packages,
    downloads,
    installed,
    removed: removedOf(run),
    backtracking: backtrackingOf(run, installed),
    totals: totalsOf(packages, downloads, { retries, seconds: secondsBetween(first?.at ?? null, last?.at ?? null) }),
  };
}

function belongs(run: EventRun, failure: BuildFailure): boolean {
  return run.events.some(({ kind, span }) => kind === "build-failed" && span.bytes[0] === failure.span.bytes[0]);
}

function versionOf(run: EventRun): string | null {
  for (const event of run.events) {
    if (event.kind === "using-pip" || (event.kind === "tool-started" && event.tool === "uv")) return event.version;
  }
  return null;
}

/** The last word counts: an error that pip went on from is none. */
function outcomeOf(run: EventRun, log: LogParse, failures: readonly BuildFailure[]): RunFacts["outcome"] {
  // uv stops at an index that does not answer, pip goes on.
  const word = run.events.findLast(({ kind, tool }) => VERDICTS.has(kind) || (tool === "uv" && kind === "network"));
  if (word === undefined) return failures.length > 0 ? "failed" : "unfinished";
  if (word.kind === "success") {
    // "Successfully built" of one package can stand before the failure of another, and before the installation.
    if (failures.length > 0) return "failed";
    return word.action !== "built" || log.complete ? "succeeded" : "unfinished";
  }
  if (word.kind === "uv-change") return "succeeded";
  if (word.kind === "uv-phase") return outcomeOfPhase(word.phase, log);
  if (word.kind === "compiled") return "succeeded";
  return word.kind === "already-satisfied" ? "succeeded" : "failed";
}

/** `uv lock` and `uv pip compile` end with the resolution. */
function outcomeOfPhase(phase: EventOf<"uv-phase">["phase"], log: LogParse): RunFacts["outcome"] {
  if (phase === "resolved") return log.complete ? "succeeded" : "unfinished";
  return phase === "prepared" || phase === "uninstalled" ? "unfinished" : "succeeded";
}

const VERDICTS: ReadonlySet<EventKind> = new Set([
  ...FAILING_WORDS,
  "success",
  "already-satisfied",
  "build-failed",
  "uv-phase",
  "uv-change",
  "compiled",
] satisfies EventKind[]);
