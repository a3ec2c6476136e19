import type { EventOf, HashMismatch, LogParse, PrintedCause, Span } from "./event.ts";
import { reduceFailures } from "./fact-failures.ts";
import { reducePackages } from "./fact-packages.ts";
import { reduceConflict, reduceNoMatches } from "./fact-resolution.ts";
import { type PipReport, parsePipReport } from "./pip-report.ts";

/** What a run of pip adds up to. */
export interface BuildFacts {
  readonly installer: { readonly name: "pip"; readonly version: string | null } | null;
  readonly complete: boolean;
  /** pip's own report when there is one, with times from the log; else what the log shows, in its order. */
  readonly packages: readonly PackageFact[];
  /** One for each package that failed, however often pip says so. */
  readonly failures: readonly BuildFailure[];
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

export interface PackageFact {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string | null;
  /** The file that was taken; null for folders, repositories, and what the environment has already. */
  readonly file: string | null;
  readonly artifact: "wheel" | "sdist" | null;
  readonly source: "downloaded" | "http-cache" | "wheel-cache" | "local" | "installed" | null;
  /** The wheel that was built from it. */
  readonly wheel: { readonly file: string; readonly bytes: number; readonly sha256: string } | null;
  readonly failed: boolean;
  /** From the log's time stamps; null without them. `build` is all steps: dependencies, metadata, wheel. */
  readonly seconds: { readonly download: number | null; readonly build: number | null };
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
  readonly span: Span;
}

/**
 * Adds up the events of one run. pip's report wins over the text: where it exists the resolution succeeded, and no line
 * that says otherwise is believed.
 *
 * @param input.pipReport the parsed JSON of `pip install --report`, still unchecked
 */
export function reduceFacts(input: { readonly log: LogParse; readonly pipReport?: unknown }): BuildFacts {
  const { log } = input;
  const read = input.pipReport === undefined ? null : parsePipReport(input.pipReport);
  const report = read?.ok ? read.value : null;
  const resolved = report !== null;
  const failures = reduceFailures(log);
  const only = <K extends (typeof log.events)[number]["kind"]>(kind: K): EventOf<K>[] =>
    log.events.filter((event): event is EventOf<K> => event.kind === kind);
  return {
    installer: log.format === "pip" ? { name: "pip", version: report?.pipVersion ?? log.toolVersion } : null,
    complete: log.complete,
    packages: reducePackages(log, report, failures),
    failures,
    conflict: resolved ? null : reduceConflict(log),
    noMatches: resolved ? [] : reduceNoMatches(log),
    hashMismatches: only("hash-mismatch").flatMap(({ files, span }) => files.map((file) => ({ ...file, span }))),
    hashMissing: resolved ? [] : only("hash-missing"),
    yanked: only("yanked"),
    requiresPython: resolved ? [] : only("requires-python"),
    network: only("network").filter((event) => !isAbsent(event)),
    absentPages: only("network")
      .filter(isAbsent)
      .flatMap((event) => (event.where === null ? [] : [event.where])),
    errors: [...only("error"), ...only("error-box")].sort((a, b) => a.span.bytes[0] - b.span.bytes[0]),
    report,
  };
}

function isAbsent(event: EventOf<"network">): boolean {
  return event.problem === "page" && event.status === 404;
}
