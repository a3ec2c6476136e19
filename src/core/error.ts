import type { Place } from "./report/model.ts";

/**
 * Why Wheelhouse stopped. The code decides the exit code: `usage` kinds are known before work begins (2), `work` kinds
 * stop work that has begun (1). Anything that is not a WheelhouseError is a bug of ours (3).
 */
export type ErrorCode = UsageCode | WorkCode;

export type UsageCode =
  | "usage"
  | "invalid-input"
  | "unreadable-file"
  | "refused-path"
  | "unknown-target"
  | "no-python"
  | "no-pip"
  | "no-index"
  | "no-docker"
  | "no-emulation"
  | "no-image";

export type WorkCode =
  | "index-unreachable"
  | "disk-full"
  | "cancelled"
  | "container-failed"
  | "not-writable"
  | "hash-mismatch";

const WORK_CODES: ReadonlySet<ErrorCode> = new Set<WorkCode>([
  "index-unreachable",
  "disk-full",
  "cancelled",
  "container-failed",
  "not-writable",
  "hash-mismatch",
]);

export interface ErrorDetail {
  /** What to do now, as a sentence. */
  readonly hint: string | null;
  /** Where: requirement lines, one for each problem. */
  readonly places?: readonly Place[];
  /** Each problem on its own, when there are several. */
  readonly problems?: readonly string[];
  readonly cause?: unknown;
}

/** An error that a person can act on: what happened (message), what to do (hint), where (places). */
export class WheelhouseError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | null;
  readonly places: readonly Place[];
  readonly problems: readonly string[];

  constructor(code: ErrorCode, message: string, detail: ErrorDetail) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = "WheelhouseError";
    this.code = code;
    this.hint = detail.hint;
    this.places = detail.places ?? [];
    this.problems = detail.problems ?? [];
  }

  get exitCode(): 1 | 2 {
    return WORK_CODES.has(this.code) ? 1 : 2;
  }
}
