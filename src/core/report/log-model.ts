import type { LogFormat } from "../log/event.ts";

/** A size as the log states it: pip rounds to two digits, so that only bytes are exact. */
export interface StatedSize {
  readonly bytes: number;
  readonly exact: boolean;
}

/** One command of an installer; a log can hold several. */
export interface LogRun {
  readonly tool: "pip" | "uv";
  /** Only when it says so itself. */
  readonly version: string | null;
  /** When it does not: the first and the last release of pip that can have written it, by the forms of its messages. */
  readonly versionRange?: { readonly min: string | null; readonly max: string | null };
  /** Which of several interleaved outputs it belongs to, e.g. the step `#12` of BuildKit. */
  readonly stream: string | null;
  readonly outcome: "succeeded" | "failed" | "unfinished";
  /** First and last line, 1-based, inclusive. */
  readonly lines: readonly [number, number];
}

/** A step of a build of an image. */
export interface LogStep {
  /** `12` of BuildKit's `#12`, else the number of the instruction. */
  readonly id: string;
  /** As printed: `[linux/arm64 builder 4/7] RUN pip install …`. */
  readonly name: string;
  readonly status: "done" | "cached" | "failed" | "canceled" | "unfinished";
  readonly seconds: number | null;
  /** First and last line, 1-based, inclusive. */
  readonly lines: readonly [number, number];
}

/** What the log adds up to. Everything is counted from lines of it; null: the log does not say. */
export interface LogTotals {
  readonly packages: number;
  readonly downloads: number;
  readonly downloadSize: StatedSize | null;
  /** `all`: from the first to the last time stamp. Null without stamps. */
  readonly seconds: { readonly download: number | null; readonly build: number | null; readonly all: number | null };
  /** Connections that broke and were tried again. */
  readonly retries: number;
  readonly built: number;
  readonly reused: number;
  readonly failed: number;
  readonly installed: number;
  readonly removed: number;
  /** How many of the files that were needed did not have to come over the network: `numerator` of `denominator`. */
  readonly hits: { readonly numerator: number; readonly denominator: number };
  /** Where the files came from. */
  readonly method: "wheelhouse" | "index" | "mixed" | null;
}

/** Downloads beyond the needed one. */
export interface LogDuplicate {
  /** `same-file`: by several runs · `backtracking`: several versions in one run · `several-files`: of one project. */
  readonly kind: "same-file" | "backtracking" | "several-files";
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly files: readonly string[];
  /** What all but the needed one took; null when the log states no size. */
  readonly wasted: StatedSize | null;
}

/** A project of which several versions were looked at. */
export interface LogBacktracking {
  readonly name: string;
  /** In the installer's order. `because`: requirements that speak against it; null where the log gives no reason. */
  readonly tried: readonly {
    readonly version: string;
    readonly because: readonly string[] | null;
    readonly lines: readonly number[];
  }[];
  /** The one that was installed; null when the run failed or does not say. */
  readonly taken: string | null;
  /** What those that were not taken have cost. */
  readonly size: StatedSize | null;
  readonly seconds: number | null;
}

/** Where the log contradicts itself, or pip's report. The report wins over the text. */
export interface LogDisagreement {
  readonly kind: "claimed" | "not-in-report" | "version" | "not-in-text" | "denied";
  /** Normalised; null when it is about the whole run. */
  readonly name: string | null;
  /** One sentence, plain text. */
  readonly message: string;
  /** First and last line; null where the text is silent. */
  readonly lines: readonly [number, number] | null;
}

/** What was recognised in a log, and how much of it. */
export interface LogReading {
  /** Path as the user gave it, with "/"; `-` for standard input. */
  readonly file: string;
  /** The tool that it is about; `unknown` when none was recognised. */
  readonly format: LogFormat;
  /** Every tool and envelope that was recognised, installers first. */
  readonly formats: readonly LogFormat[];
  /** Of the tool that wrote it, when it says so. */
  readonly toolVersion: string | null;
  /** How it ended; `unknown` when the log does not say it. */
  readonly ended: "well" | "badly" | "unknown";
  /** False when the log stops before the tool had said how it ended, or was not read to its end. */
  readonly complete: boolean;
  readonly bytes: number;
  readonly lines: number;
  /** Lines that no rule knows, what builds printed not counted. */
  readonly unmatchedLines: number;
  /** Events beyond the first 50,000: the facts do not count them. */
  readonly droppedEvents: number;
}
