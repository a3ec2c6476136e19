import type { DecisionTree } from "../explain/decision-tree.ts";
import type { LogParse } from "../log/event.ts";
import type { BuildFacts, PackageFact } from "../log/facts.ts";
import { endOf } from "../log/outcome.ts";
import type { LogReport, PackageReport } from "./model.ts";

/** A report is read by people and by programs with limits: more of a tree than this is not kept. */
const STEPS_KEPT = 5_000;
const PACKAGES_KEPT = 20_000;

export interface ExplainedLog {
  readonly file: string;
  readonly bytes: number;
  readonly parse: LogParse;
  readonly facts: BuildFacts;
  readonly tree: DecisionTree | null;
  /** The log itself goes on behind what was read. */
  readonly isCut: boolean;
}

/** What the report says of one log. */
export function toLogReport({ file, bytes, parse, facts, tree, isCut }: ExplainedLog): LogReport {
  const ended = facts.report === null ? endOf(parse) : "well";
  return {
    file,
    format: parse.format,
    formats: parse.formats,
    toolVersion: facts.installer?.version ?? parse.toolVersion,
    ended,
    complete: parse.complete && !isCut,
    bytes,
    lines: parse.lines,
    unmatchedLines: parse.unmatchedLines,
    droppedEvents: parse.droppedEvents,
    packages: facts.packages.slice(0, PACKAGES_KEPT).map(toPackageReport),
    tree: tree === null ? null : clipTree(tree),
  };
}

function clipTree(tree: DecisionTree): DecisionTree {
  if (tree.steps.length <= STEPS_KEPT) return tree;
  return { ...tree, complete: false, steps: tree.steps.slice(0, STEPS_KEPT) };
}

const STATUS: Readonly<Record<NonNullable<PackageFact["source"]>, PackageReport["status"]>> = {
  downloaded: "downloaded",
  "http-cache": "reused",
  "wheel-cache": "reused",
  local: "reused",
  installed: "installed",
};

const ORIGIN: Readonly<Record<NonNullable<PackageFact["source"]>, PackageReport["origin"]>> = {
  downloaded: "index",
  "http-cache": "index",
  "wheel-cache": "cache",
  local: "path",
  installed: "installed",
};

function toPackageReport(fact: PackageFact): PackageReport {
  const { name, version, source, artifact, wheel, failed, seconds } = fact;
  const status = failed ? "failed" : wheel !== null ? "built" : source === null ? "planned" : STATUS[source];
  return {
    name,
    version,
    requestedBy: [],
    requiredBy: [],
    origin: source === null ? null : ORIGIN[source],
    artifact,
    file: wheel?.file ?? fact.file,
    sha256: wheel?.sha256 ?? null,
    bytes: wheel?.bytes ?? null,
    status,
    verdict: null,
    lane: null,
    seconds,
    log: null,
  };
}
