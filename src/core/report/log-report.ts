import type { DecisionTree } from "../explain/decision-tree.ts";
import type { LocatedRequirement } from "../findings/facts.ts";
import type { LogParse } from "../log/event.ts";
import { type Askers, askersOf } from "../log/facts/askers.ts";
import { type DockerStep, reduceDocker } from "../log/facts/docker.ts";
import type { BuildFacts, PackageFact, RunFacts } from "../log/facts/facts.ts";
import { endOf } from "../log/facts/outcome.ts";
import type { LogTotals } from "./log-model.ts";
import type { LogReport, PackageReport } from "./model.ts";

/** A report is read by people and by programs with limits: more of a list than this is not kept. */
const STEPS_KEPT = 5_000;
const PACKAGES_KEPT = 20_000;
const ENTRIES_KEPT = 1_000;
const DETAILS_KEPT = 100;

export interface ExplainedLog {
  readonly file: string;
  readonly bytes: number;
  readonly parse: LogParse;
  readonly facts: BuildFacts;
  readonly tree: DecisionTree | null;
  readonly requirements: readonly LocatedRequirement[];
  /** The log itself goes on behind what was read. */
  readonly isCut: boolean;
  /** A build without an installer around it, which failed. */
  readonly isStoppedBuild: boolean;
}

/** What the report says of one log. */
export function toLogReport(log: ExplainedLog): LogReport {
  const { file, bytes, parse, facts, tree, isCut } = log;
  const docker = reduceDocker(parse);
  const { requiredBy } = askersOf(parse);
  const installed = new Set(facts.installed.flatMap(({ name, how }) => (how === "done" ? [name] : [])));
  const isPlain = log.isStoppedBuild && parse.format === "unknown";
  const ended = log.isStoppedBuild ? "badly" : endOf(parse, docker);
  return {
    file,
    format: isPlain ? "backend" : parse.format,
    formats: isPlain ? ["backend"] : parse.formats,
    toolVersion: facts.installer?.version ?? parse.toolVersion,
    ended: facts.report === null ? ended : "well",
    complete: (parse.complete || isPlain) && !isCut,
    bytes,
    lines: parse.lines,
    unmatchedLines: parse.unmatchedLines,
    droppedEvents: parse.droppedEvents,
    runs: facts.runs.slice(0, ENTRIES_KEPT).map(toRun),
    steps: (docker?.steps ?? []).filter(isTold).slice(0, ENTRIES_KEPT).map(toStep),
    packages: facts.packages
      .slice(0, PACKAGES_KEPT)
      .map((fact) => toPackageReport(fact, log.requirements, requiredBy, installed)),
    totals: toTotals(facts),
    ...repetitions(facts),
    tree: tree === null ? null : clipTree(tree),
  };
}

function toRun({ tool, version, versionRange, stream, outcome, lines }: RunFacts): LogReport["runs"][number] {
  const range = version === null && versionRange !== null ? { versionRange } : {};
  return { tool, version, ...range, stream, outcome, lines };
}

/** What loads, exports and caches is of no interest unless it fails. */
function isTold({ kind, status }: DockerStep): boolean {
  return kind !== "internal" || status === "failed";
}

function toStep({ id, name, status, seconds, span }: DockerStep): LogReport["steps"][number] {
  return { id, name, status, seconds: rounded(seconds), lines: span.lines };
}

function toTotals({ totals, hitRate, method, installed, removed }: BuildFacts): LogTotals {
  return {
    ...totals,
    seconds: {
      download: rounded(totals.seconds.download),
      build: rounded(totals.seconds.build),
      all: rounded(totals.seconds.all),
    },
    installed: installed.filter(({ how }) => how === "done").length,
    removed: removed.length,
    hits: { numerator: hitRate.numerator, denominator: hitRate.denominator },
    method,
  };
}

function repetitions(facts: BuildFacts): Pick<LogReport, "duplicates" | "backtracking" | "disagreements"> {
  return {
    duplicates: facts.duplicates.slice(0, ENTRIES_KEPT).map(({ kind, name, downloads, wasted }) => ({
      kind,
      name,
      files: downloads.slice(0, ENTRIES_KEPT).map(({ file }) => file),
      wasted,
    })),
    backtracking: facts.backtracking.slice(0, ENTRIES_KEPT).map(({ name, tried, taken, size, seconds }) => ({
      name,
      tried: tried.slice(0, ENTRIES_KEPT).map(({ version, because, lines }) => ({
        version,
        because: because?.slice(0, DETAILS_KEPT) ?? null,
        lines: lines.slice(0, DETAILS_KEPT),
      })),
      taken,
      size,
      seconds: rounded(seconds),
    })),
    disagreements: facts.disagreements
      .slice(0, ENTRIES_KEPT)
      .map(({ kind, name, message, span }) => ({ kind, name, message, lines: span?.lines ?? null })),
  };
}

function clipTree(tree: DecisionTree): DecisionTree {
  if (tree.steps.length <= STEPS_KEPT) return tree;
  return { ...tree, complete: false, steps: tree.steps.slice(0, STEPS_KEPT) };
}

/** Milliseconds are what stamps give; the digits behind them are noise. */
function rounded(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1_000) / 1_000;
}

const STATUS: Readonly<Record<NonNullable<PackageFact["source"]>, PackageReport["status"]>> = {
  downloaded: "downloaded",
  "http-cache": "reused",
  "wheel-cache": "reused",
  local: "reused",
  installed: "installed",
};

function toPackageReport(
  fact: PackageFact,
  requirements: readonly LocatedRequirement[],
  requiredBy: Askers["requiredBy"],
  installed: ReadonlySet<string>,
): PackageReport {
  const { name, version, source, origin, artifact, size, wheel, failed, seconds } = fact;
  // uv names no wheels, and pip none for `setup.py install`.
  const isFetched = source === null || source === "downloaded";
  const isBuilt = wheel !== null || (artifact === "sdist" && isFetched && installed.has(name));
  const unknown = installed.has(name) ? "installed" : "planned";
  const status = failed ? "failed" : isBuilt ? "built" : source === null ? unknown : STATUS[source];
  return {
    name,
    version,
    requestedBy: requirements
      .filter((line) => line.name === name && line.kind === "requirement")
      .map(({ place }) => place),
    requiredBy: requiredBy.get(name) ?? [],
    origin,
    artifact,
    file: wheel?.file ?? fact.file,
    sha256: wheel?.sha256 ?? null,
    // A rounded size is no size of a file.
    bytes: wheel?.bytes ?? (size?.exact === true ? size.bytes : null),
    status,
    verdict: null,
    lane: null,
    seconds: { download: rounded(seconds.download), build: rounded(seconds.build) },
    log: null,
  };
}
