import type { DecisionTree } from "../explain/decision-tree.ts";
import type { Verdict } from "../index/verdict.ts";
import type {
  LogBacktracking,
  LogDisagreement,
  LogDuplicate,
  LogReading,
  LogRun,
  LogStep,
  LogTotals,
} from "./log-model.ts";
import type { PinsReport } from "./pins-model.ts";

export type { LogReading } from "./log-model.ts";

/**
 * `BuildReport` v1: the one value in the middle of everything. Fields are added, never renamed; a change that breaks a
 * reader raises `schemaVersion`. The zod schema of the same shape is in `schema.ts`; a type test holds the two together.
 */
export interface BuildReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "wheelhouse"; readonly version: string };
  /** The use case that wrote it, e.g. `build`. */
  readonly command: string;
  /** False when the run was cut short (cancelled, disk full): absent facts are unknown, not "none". */
  readonly complete: boolean;
  readonly outcome: Outcome;
  readonly targets: readonly TargetReport[];
  readonly findings: readonly Finding[];
  readonly conflicts: readonly Conflict[];
  readonly fixes: readonly Fix[];
  /** Logs that were given to be explained; absent where none was. */
  readonly logs?: readonly LogReport[];
  /** `check` and `fix` of several targets, where each has a solution: versions that could be pinned for all of them. */
  readonly pins?: readonly PinsReport[];
}

/** `ok`: nothing to say · `findings`: done, with things to know · `failed`: something did not work. */
export type Outcome = "ok" | "findings" | "failed";
export type LaneKind = "native" | "emulated";

export interface TargetReport {
  /** Id of the target, e.g. `cp312-manylinux_2_28_aarch64`. */
  readonly target: string;
  readonly lane: LaneKind | null;
  readonly installer: { readonly name: "pip" | "uv"; readonly version: string } | null;
  readonly counts: Counts;
  readonly cache: CacheReport;
  readonly packages: readonly PackageReport[];
  /** `check` only: how it was told what the requirements pull in. */
  readonly closure?: ClosureReport;
  /** `check` only: the name of the target, where it is known by one: `jetson-jp6`, `thor.json`, `image:debian:13`. */
  readonly profile?: string;
}

export interface ClosureReport {
  /** `solver`: our own, over the metadata of the index · `lock`: a lock file says it · `none`: only the lines themselves were looked at. */
  readonly by: "solver" | "lock" | "none";
  /** False when something that is needed could not be told. */
  readonly complete: boolean;
  /** One sentence for people: whose rules hold, and what is not known. */
  readonly text: string;
  /** What the solver tried, in its order; only where it was asked for. */
  readonly decisions?: DecisionTree;
}

export interface Counts {
  readonly requirements: number;
  readonly packages: number;
  readonly downloaded: number;
  readonly built: number;
  readonly reused: number;
  readonly failed: number;
}

export interface CacheReport {
  readonly hit: boolean;
  readonly restoredBytes: number;
  readonly savedBytes: number;
  readonly saved: boolean;
  /** True when a later step saves it (the post step of the action): then `saved` is not known yet. */
  readonly pending?: boolean;
  /** One sentence on what the cache did or why it did not, or null when there is nothing to say. */
  readonly reason: string | null;
}

export interface PackageReport {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string | null;
  /** The lines of the user's files that name it. */
  readonly requestedBy: readonly Place[];
  /** Normalised names of the packages that need it. */
  readonly requiredBy: readonly string[];
  readonly origin: "index" | "cache" | "wheelhouse" | "installed" | "vcs" | "path" | null;
  /** What the installer chose: `sdist` means that it had to be built, now or in an earlier run. */
  readonly artifact: "wheel" | "sdist" | null;
  /** The file in the wheelhouse; when it failed, the file that failed. */
  readonly file: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly status: "planned" | "reused" | "downloaded" | "built" | "installed" | "failed" | "skipped";
  /** Filled by `check`. */
  readonly verdict: Verdict | null;
  readonly lane: LaneKind | null;
  readonly seconds: { readonly download: number | null; readonly build: number | null };
  /** Path of this package's own log, relative to the output folder, with "/". */
  readonly log: string | null;
}

export type Severity = "error" | "warning" | "notice";

export interface Finding {
  /** A code of `findings/catalogue.ts`; each has a page `docs/findings/<code>.md`. */
  readonly code: string;
  readonly severity: Severity;
  /** Target id, or null when it holds for all. */
  readonly target: string | null;
  /** Short, static first part, e.g. "numpy: conflicting requirements". Plain text. */
  readonly title: string;
  /** One or two sentences, plain text: what happened and why we think so. */
  readonly message: string;
  /** Normalised names. */
  readonly packages: readonly string[];
  readonly places: readonly Place[];
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
  /** `source-build` only: whether it was foreseen or has happened. */
  readonly when?: "predicted" | "done";
  /** The lines of a log that matter, already cleaned of control characters; at most 40. */
  readonly excerpt?: readonly string[];
}

/** 1-based, columns in code points, relative path with "/". */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Evidence =
  | {
      readonly kind: "log";
      /** Path relative to the output folder. */
      readonly file: string;
      /** First and last line, 1-based, inclusive. */
      readonly lines: readonly [number, number];
      /** Start and end offset in bytes, end exclusive. */
      readonly bytes: readonly [number, number];
    }
  | { readonly kind: "requirement"; readonly place: Place }
  | { readonly kind: "index"; readonly project: string; readonly file: string | null };

/** Something a person can do. `commands` are to be copied as they are. */
export interface Remedy {
  readonly text: string;
  readonly commands: readonly string[];
}

/**
 * A set of requirements that cannot hold together. `causes` are the leaves that the installer named; `complete` is false
 * where an installer's log is all that is known of it.
 */
export interface Conflict {
  readonly id: string;
  readonly target: string | null;
  /** Normalised name of the project on which they disagree, or null when the installer did not say. */
  readonly project: string | null;
  readonly causes: readonly ConflictCause[];
  readonly complete: boolean;
  /** How it follows from the causes; absent where only an installer's words are known. */
  readonly explanation?: ConflictExplanation;
}

/** Steps in an order in which each follows from those before it; the last one is the contradiction. */
export interface ConflictExplanation {
  readonly steps: readonly ExplanationStep[];
  /** The same as a tree, one line each, from the user's lines to the facts that break them. */
  readonly tree: readonly string[];
  /** Source of a Mermaid diagram of at most 40 nodes; null when it would have more. */
  readonly mermaid: string | null;
  /** True: without any one of the named requirements the rest holds. Null: that was not proven. */
  readonly minimal: boolean | null;
  /** Made of an installer's log alone: what is not known of it, in words that go on after a colon. Absent: nothing. */
  readonly incomplete?: string;
}

export interface ExplanationStep {
  /** From 1. */
  readonly id: number;
  readonly text: string;
  /** Ids of the steps that it follows from; empty for a fact. */
  readonly because: readonly number[];
  readonly evidence: readonly Evidence[];
}

export interface ConflictCause {
  /** `requested`: a line of the user's · `constraint`: a line of a constraints file · `depends`: a package's metadata. */
  readonly kind: "requested" | "constraint" | "depends";
  /** Who wants it: display name of the package for `depends` (with version), else null. */
  readonly requirer: string | null;
  /** What is wanted, e.g. `numpy<2`. */
  readonly requirement: string;
  /** The line that says it, or that brings in the package which does. */
  readonly place: Place | null;
  /** What it allows of the versions that exist; absent where that is not known. */
  readonly allows?: AllowedVersions;
}

/** Yanked versions do not count. */
export interface AllowedVersions {
  readonly count: number;
  /** How many exist. */
  readonly of: number;
  /** Of those allowed; null: none is. */
  readonly oldest: string | null;
  readonly newest: string | null;
}

/** What one log says that was given to be explained. */
export interface LogReport extends LogReading {
  readonly runs: readonly LogRun[];
  /** Of a build of an image: the instructions of its Dockerfile, and others that failed. */
  readonly steps: readonly LogStep[];
  /** What happened to each package, as far as the log shows. */
  readonly packages: readonly PackageReport[];
  readonly totals: LogTotals;
  readonly duplicates: readonly LogDuplicate[];
  readonly backtracking: readonly LogBacktracking[];
  readonly disagreements: readonly LogDisagreement[];
  /** What the resolver tried, in its order; null when the log shows nothing of it. */
  readonly tree: DecisionTree | null;
}

/** A set of edits that makes the requirements hold on every target of the run. */
export interface Fix {
  /** `verified`: a real installer resolved the edited files, for every target · `predicted`: our solver did. */
  readonly status: "verified" | "predicted";
  readonly title: string;
  readonly edits: readonly FixEdit[];
  /** Options of the command that have to change as well: no file can say them. Absent: none. */
  readonly options?: readonly FixOption[];
  /** Ids of the conflicts that it solves. */
  readonly conflicts?: readonly string[];
  /** The stated cost: smaller is better (`core/fixes/cost.ts`). */
  readonly cost?: number;
  /** Packages whose versions differ from what was asked for, and what is lost by it, one sentence each. */
  readonly changes?: readonly FixChange[];
  readonly losses?: readonly string[];
  /** Known vulnerabilities of versions that it takes, which those that it leaves do not have; absent: none is known. */
  readonly risks?: readonly FixRisk[];
  /** True: without any one of its edits there is a conflict again; each was tried. Null: that could not be told of all. */
  readonly minimal?: true | null;
  /** One for each target that was tried. */
  readonly proofs?: readonly FixProof[];
  /** Of a `predicted` one that was to be verified: one sentence why it is not. */
  readonly unverified?: string;
  /** Its edits stand in the files that this report is about; absent: they do not. */
  readonly written?: boolean;
}

/** `--python 3.13` instead of `--python 3.12`. */
export interface FixOption {
  readonly option: "--python";
  readonly before: string;
  readonly after: string;
  /** One sentence. */
  readonly reason: string;
}

/** It takes a version that an advisory speaks of. */
export interface FixRisk {
  /** Normalised. */
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
  /** The version that fixes it. */
  readonly fixedIn: string;
  /** `CVE-2023-43804`. */
  readonly id: string;
  /** Where it is described: `PYSEC-2023-192`. */
  readonly source: string;
}

export interface FixEdit {
  readonly place: Place;
  readonly before: string;
  readonly after: string;
  /** For a line with `--hash`: those of all files of the new version, or that the line goes with its hashes. */
  readonly hashes?: readonly string[] | "drop";
  /** One sentence. */
  readonly reason?: string;
}

export interface FixChange {
  /** Normalised. */
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface FixProof {
  readonly target: string;
  readonly tool: { readonly name: "pip" | "uv"; readonly version: string };
  /** How the tool was made to see the target: `--python-platform`, `marker environment of the target`, `container`. */
  readonly way: string;
  readonly resolved: boolean;
  /** How many packages it chose; absent where it did not resolve. */
  readonly packages?: number;
  readonly seconds: number;
  /** What the tool said when it did not resolve; its own words, cut. */
  readonly text: string | null;
}
