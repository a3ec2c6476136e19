import type { EventOf, HashMismatch, LogParse, PrintedCause, Span } from "../event.ts";
import type { BrokenRequirement } from "../events/pip.ts";
import type { BacktrackFact } from "./backtracking.ts";
import type { ChangeFact } from "./changes.ts";
import { refutedEvents, toContradictions, withoutRefuted } from "./claims.ts";
import { type Disagreement, disagreementsOf } from "./disagreements.ts";
import { type DockerFacts, reduceDocker } from "./docker.ts";
import { type DownloadFact, type DuplicateFact, duplicatesOf } from "./downloads.ts";
import { reduceFailures } from "./failures.ts";
import { joinPackages, type PackageFact, packagesOfReport } from "./packages.ts";
import { type PipReport, parsePipReport } from "./pip-report.ts";
import { reduceConflict, reduceNoMatches } from "./resolution.ts";
import { type RunFacts, reduceRun } from "./run.ts";
import { splitRuns } from "./runs.ts";
import { type HitRate, hitRateOf, type InstallMethod, methodOf, type TotalFacts, totalsOf } from "./totals.ts";
import { reduceUvResolution } from "./uv.ts";

export type { BacktrackFact, TriedVersion } from "./backtracking.ts";
export type { ChangeFact } from "./changes.ts";
export type { Disagreement } from "./disagreements.ts";
export type { DownloadFact, DuplicateFact } from "./downloads.ts";
export type { PackageOrigin } from "./origin.ts";
export type { PackageFact } from "./packages.ts";
export type { RunFacts } from "./run.ts";
export type { Size } from "./size.ts";
export type { HitRate, InstallMethod, TotalFacts } from "./totals.ts";

/** What a log of an installer adds up to. The lists hold all runs of the log together; `runs` holds each of them. */
export interface BuildFacts {
  readonly installer: { readonly name: "pip" | "uv"; readonly version: string | null } | null;
  readonly complete: boolean;
  /** In the order in which they begin; several when a log holds several commands, stages or platforms. */
  readonly runs: readonly RunFacts[];
  /** pip's own report when there is one, with times from the log; else what the log shows, in its order. */
  readonly packages: readonly PackageFact[];
  /** One for each package that failed, however often pip says so. */
  readonly failures: readonly BuildFailure[];
  /** Each file once for each run. What builds download for themselves (build requirements) is not in it. */
  readonly downloads: readonly DownloadFact[];
  readonly duplicates: readonly DuplicateFact[];
  readonly installed: readonly ChangeFact[];
  readonly removed: readonly ChangeFact[];
  readonly totals: TotalFacts;
  readonly hitRate: HitRate;
  readonly method: InstallMethod;
  /** Projects of which several versions were looked at. */
  readonly backtracking: readonly BacktrackFact[];
  /** What BuildKit or Docker's legacy builder ran around the installers; null for a log without one. */
  readonly docker: DockerFacts | null;
  /** Where sources contradict each other. */
  readonly disagreements: readonly Disagreement[];
  /** What does not go together after an installation that ended well. */
  readonly broken: readonly (BrokenRequirement & { readonly via: "install" | "check"; readonly span: Span })[];
  readonly conflict: ConflictFact | null;
  readonly noMatches: readonly NoMatchFact[];
  readonly hashMismatches: readonly (HashMismatch & { readonly span: Span })[];
  readonly hashMissing: readonly EventOf<"hash-missing">[];
  readonly yanked: readonly EventOf<"yanked">[];
  readonly requiresPython: readonly EventOf<"requires-python">[];
  /** Trouble with indexes. A page that is answered by 404 is none: the project is not there. */
  readonly network: readonly EventOf<"network">[];
  /** Addresses of project pages that an index does not have (404); only the file of `--log` and `-vv` show them. */
  readonly absentPages: readonly string[];
  /** Errors that no other fact holds. */
  readonly errors: readonly EventOf<"error" | "error-box">[];
  /** Null when none was given or it could not be read. */
  readonly report: PipReport | null;
}

export interface BuildFailure {
  /** Normalised; null when pip names a path only. */
  readonly package: string | null;
  /** What was running when it failed. */
  readonly step: string | null;
  /** Negative: ended by that signal. */
  readonly exitCode: number | null;
  /** What the build printed; null when it is not in this log. */
  readonly output: Span | null;
  readonly outputLines: number | null;
  /** Which of several interleaved outputs tells of it; absent when there is one. */
  readonly stream?: string;
  readonly span: Span;
}

export interface ConflictFact {
  /** As pip lists them: `app-a==1.0`, `leaf`. */
  readonly requirements: readonly string[];
  /** The causes of pip's last attempt, not the whole story. */
  readonly causes: readonly PrintedCause[];
  readonly span: Span;
}

export interface NoMatchFact {
  readonly requirement: string;
  readonly name: string | null;
  /** Who asked, innermost first; null when pip did not say. */
  readonly from: readonly string[] | null;
  /** Usable versions that do not fit; empty for "none", null when not printed. */
  readonly versions: readonly string[] | null;
  /** Versions for another Python. */
  readonly otherPython: readonly { readonly version: string; readonly requiresPython: string | null }[];
  readonly yanked: readonly string[];
  /** What uv says of it; pip prints the same for all reasons. */
  readonly reason?: {
    readonly kind: "absent" | "versions" | "no-wheel" | "unusable" | "prerelease";
    readonly text: string;
    readonly hint: string | null;
  };
  readonly span: Span;
}

/**
 * Adds up the events of a log. pip's report wins over the text: where it exists the resolution succeeded, and no line
 * that says otherwise is believed; `disagreements` tells of each.
 *
 * @param input.pipReport the parsed JSON of `pip install --report` of the last run, still unchecked
 */
export function reduceFacts(input: { readonly log: LogParse; readonly pipReport?: unknown }): BuildFacts {
  const { log } = input;
  const read = input.pipReport === undefined ? null : parsePipReport(input.pipReport);
  const report = read?.ok ? read.value : null;
  const failures = reduceFailures(log);
  const eventRuns = splitRuns(log);
  const refuted = refutedEvents(eventRuns);
  const runs = eventRuns.map((run) => reduceRun(run, log, failures));
  const seen = joinPackages(runs.map((run) => run.packages));
  const packages = report === null ? seen : packagesOfReport(report, seen);
  const downloads = runs.flatMap((run) => run.downloads);
  const retries = runs.reduce((sum, run) => sum + run.totals.retries, 0);
  const times = runs.map((run) => run.totals.seconds.all).filter((time) => time !== null);
  const seconds = times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0);
  return {
    installer: installerOf(log, runs, report),
    complete: log.complete,
    runs,
    packages,
    failures,
    downloads,
    duplicates: duplicatesOf(runs),
    installed: runs.flatMap((run) => run.installed),
    removed: runs.flatMap((run) => run.removed),
    totals: totalsOf(packages, downloads, { retries, seconds }),
    hitRate: hitRateOf(packages),
    method: methodOf(packages),
    backtracking: runs.flatMap((run) => run.backtracking),
    docker: reduceDocker(log),
    disagreements: [...disagreementsOf(eventRuns, report), ...toContradictions(refuted)],
    ...reduceResolution(withoutRefuted(log, refuted), report, failures),
    report,
  };
}

/** What the messages about the resolution itself add up to. A report means that it succeeded. */
function reduceResolution(log: LogParse, report: PipReport | null, failures: readonly BuildFailure[]) {
  const resolved = report !== null;
  const uv = reduceUvResolution(log);
  const only = <K extends (typeof log.events)[number]["kind"]>(kind: K): EventOf<K>[] =>
    log.events.filter((event): event is EventOf<K> => event.kind === kind);
  return {
    conflict: resolved ? null : (reduceConflict(log) ?? uv.conflict),
    noMatches: resolved ? [] : [...reduceNoMatches(log, failures), ...uv.noMatches],
    hashMismatches: only("hash-mismatch").flatMap(({ files, span }) => files.map((file) => ({ ...file, span }))),
    hashMissing: resolved ? [] : only("hash-missing"),
    yanked: only("yanked"),
    requiresPython: resolved ? [] : only("requires-python"),
    network: [...only("network").filter((event) => !isAbsent(event)), ...uv.network],
    absentPages: only("network")
      .filter(isAbsent)
      .flatMap((event) => (event.where === null ? [] : [event.where])),
    errors: [
      ...only("error"),
      ...only("error-box"),
      ...uv.errors,
      ...only("invalid-requirement").map(invalidAsError),
      ...only("usage-error").map((event) => ({ ...event, kind: "error" as const })),
    ].sort((a, b) => a.span.bytes[0] - b.span.bytes[0]),
    broken: only("broken-requirements").flatMap(({ problems, via, span }) =>
      problems.map((problem) => ({ ...problem, via, span })),
    ),
  };
}

function installerOf(log: LogParse, runs: readonly RunFacts[], report: PipReport | null): BuildFacts["installer"] {
  const name = log.format === "uv" || log.format === "pip" ? log.format : (runs.at(-1)?.tool ?? null);
  if (name === null) return null;
  return { name, version: (name === "pip" ? report?.pipVersion : null) ?? log.toolVersion };
}

/** A page that is answered by 404 is no trouble: the project is not there. */
export function isAbsent(event: EventOf<"network">): boolean {
  return event.problem === "page" && event.status === 404;
}

function invalidAsError({
  requirement,
  reason,
  file,
  line,
  span,
  at,
}: EventOf<"invalid-requirement">): EventOf<"error"> {
  const place = file === null || line === null ? "" : ` (line ${line} of ${file})`;
  return {
    kind: "error",
    text: `Invalid requirement: '${requirement}'${reason === null ? "" : `: ${reason}`}${place}`,
    span,
    at,
  };
}
