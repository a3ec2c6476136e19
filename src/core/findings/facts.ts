import type { ExplainedConflict } from "../explain/conflict/independent.ts";
import type { Verdict } from "../index/verdict.ts";
import type { LocatedProblem } from "../inputs/requirement-set.ts";
import type { CompileKind, PackageKnowledge, SystemPackages } from "../knowledge/model.ts";
import type { WrongIndex } from "../knowledge/vendor-wheels.ts";
import type { LogParse } from "../log/event.ts";
import type { RunEnd } from "../log/facts/outcome.ts";
import type { LogText } from "../log/reader/log-text.ts";
import type { PlanCycle } from "../plan/stages/install-plan.ts";
import type { LaneKind, PackageReport, Place } from "../report/model.ts";
import type { Target } from "../target/target.ts";

/** Everything that the checks look at, for one target or one log. Serialisable but for the logs' texts. */
export interface FindingFacts {
  /** Target id; null when it is not known: a log does not say what it was for. */
  readonly target: string | null;
  readonly requirements: readonly LocatedRequirement[];
  /** The log of the resolution (`pip install --dry-run … --log`); null when there was none. */
  readonly resolution: ResolutionLog | null;
  readonly packages: readonly PackageReport[];
  readonly failedBuilds: readonly FailedBuild[];
  /** Chosen although yanked, from pip's report. */
  readonly yanked: readonly YankedPackage[];
  readonly troubles: readonly IndexTrouble[];
  /** Options of the user for which the loopback index cannot stand in. */
  readonly bypasses: readonly IndexBypass[];
  /** One sentence why the run was cut short; null when it was not. */
  readonly incomplete: string | null;
  /** The log that is to be explained, when there is no run of ours behind it. */
  readonly log?: GivenLog;
  /** What could not be read of the user's files, when the rest is worked on all the same. */
  readonly problems?: readonly LocatedProblem[];
  /** Options of the user's files that change where packages come from. */
  readonly sources?: readonly SourceOption[];
  /** What the indexes say, before anything is built. */
  readonly check?: CheckFacts;
  /** Where a real installer, asked about this target, says something else than our own solver; absent: it was not asked. */
  readonly disagreements?: readonly ResolverDisagreement[];
}

/** A real installer and our own solver answer one question differently. */
export interface ResolverDisagreement {
  readonly tool: { readonly name: "pip" | "uv"; readonly version: string };
  readonly way: string;
  /** `conflict-resolved`: we see a conflict, it resolves the files · `fix-refused`: we see a solution, it refuses it. */
  readonly kind: "conflict-resolved" | "fix-refused";
  /** Title of the fix; null for the files as they are. */
  readonly fix: string | null;
  /** Its own words. */
  readonly text: string;
}

/** `--extra-index-url https://index.example/simple`, without credentials. */
export interface SourceOption {
  readonly option: string;
  readonly place: Place;
}

/** What `check` found out for one target. */
export interface CheckFacts {
  readonly target: Target;
  readonly assessed: readonly AssessedPackage[];
  readonly conflicts: readonly ExplainedConflict[];
  /** What the solver could not decide; null when it could. */
  readonly undecided: string | null;
  /** What is asked for and comes from no index; absent: nothing. */
  readonly unjudged?: readonly UnjudgedLine[];
  /** `requires-python` of projects and locks that leave this target's Python out; absent: none does. */
  readonly excludedBy?: readonly { readonly text: string; readonly place: Place }[];
  /** Packages that need each other; absent: none do. */
  readonly cycles?: readonly PlanCycle[];
}

/** A folder, a repository or a file of the machine. */
export interface UnjudgedLine {
  /** As written, without credentials. */
  readonly text: string;
  readonly places: readonly Place[];
}

/** One package of the closure, as far as the indexes tell. */
export interface AssessedPackage {
  /** Normalised. */
  readonly name: string;
  /** The requirement as it is judged: the user's line, or what a package asks for. */
  readonly requirement: string;
  readonly requestedBy: readonly Place[];
  /** Normalised names of the packages that need it. */
  readonly requiredBy: readonly string[];
  readonly verdict: Verdict;
  readonly knowledge: PackageKnowledge | null;
  /** What a build would take, when the file that would be taken is an sdist. */
  readonly build: SourceBuild | null;
  /** The reason, "" when none was given; null when the version that would be taken is not yanked. */
  readonly yanked: string | null;
  /** `Requires-Python` that excludes the target; null when none does. */
  readonly requiresPython: string | null;
  /** The configured indexes that have a project of this name, without credentials, in their order. */
  readonly indexes: readonly string[];
  /** A wheel fits, but another index is the one to take it from. */
  readonly wrongIndex: WrongIndex | null;
  /** For a project that is not found: names that exist and look like it. */
  readonly nearNames: readonly string[];
  /** PEP 792, when it is not `active`. */
  readonly status: string | null;
}

/** What it takes to build an sdist. */
export interface SourceBuild {
  readonly file: string;
  /** Empty: nothing is compiled (pure Python). Null: it cannot be told. */
  readonly compile: readonly CompileKind[] | null;
  readonly backend: string | null;
  /** `[build-system] requires`. */
  readonly buildRequires: readonly string[] | null;
  readonly system: SystemPackages | null;
  readonly minutes: { readonly value: number; readonly source: string } | null;
  /** How this is known, one sentence: `from pyproject.toml of …`, `by the table, 2026-08`. */
  readonly evidence: string;
}

export interface GivenLog {
  /** As the user gave it. */
  readonly file: string;
  readonly parse: LogParse;
  readonly text: LogText;
  readonly bytes: number;
  readonly ended: RunEnd;
  readonly complete: boolean;
  /** Why it was not read to its end; null when it was. */
  readonly cut: string | null;
}

/** One line of the user's files. */
export interface LocatedRequirement {
  /** Normalised; null for an address or a path without a name. */
  readonly name: string | null;
  /** As written, without comment and options. */
  readonly text: string;
  readonly place: Place;
  readonly kind: "requirement" | "constraint";
}

export interface ResolutionLog {
  /** Path relative to the output folder, for evidence. */
  readonly file: string;
  readonly parse: LogParse;
  /** The log itself, for the excerpt when a package fails to build its metadata during the resolution. */
  readonly text?: LogText | null;
  /** True when pip wrote its report: then no error in the text is believed. */
  readonly resolved: boolean;
}

export interface FailedBuild {
  /** Normalised. */
  readonly name: string;
  readonly version: string | null;
  /** File name of the sdist, or null for a directory or repository. */
  readonly file: string | null;
  /** Path relative to the output folder, for evidence. */
  readonly logFile: string;
  readonly parse: LogParse;
  /** The log itself (pip's `--log` file, or console text). */
  readonly text: LogText;
  readonly lane: LaneKind | null;
  /** Why, when it is not the build's own output that says so: pip's words, or what is wrong with the wheel. */
  readonly reason?: string | null;
}

export interface YankedPackage {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  readonly reason: string | null;
}

/** A problem between the loopback index and a real one; no credentials, no query in it. */
export interface IndexTrouble {
  readonly kind: "unreachable" | "status" | "unauthorised" | "not-an-index" | "hash-mismatch" | "too-large";
  readonly message: string;
  readonly project: string | null;
}

export interface IndexBypass {
  /** The option as it is written, e.g. `--no-index` or `--find-links ./wheels`. */
  readonly option: string;
  /** What follows, as the rest of a title: `pip does not ask Wheelhouse's index`. */
  readonly effect: string;
  /** Why and what it means, in sentences. */
  readonly reason: string;
  /** What to do, in a sentence. */
  readonly remedy: string;
  readonly place: Place | null;
  /** Default `warning`; `notice` for what may well be meant so. */
  readonly severity?: "notice";
}
