import type { Parsed } from "../core/problem.ts";
import { parsed, problemAt, unparsed } from "../core/problem.ts";
import type { BuildOutcome } from "./build-outcome.ts";

/** Name under which main leaves it. */
export const AFTER_JOB = "wheelhouse";

/**
 * What main leaves to the post step. It goes through the runner's state file, which a later step can rewrite: it holds
 * digests and no secret, and what no longer fits them is not saved.
 */
export interface AfterJob {
  readonly version: 1;
  readonly saves: readonly PlannedSave[];
}

export interface PlannedSave {
  readonly target: string;
  readonly folder: string;
  readonly scope: string;
  readonly restoredKey: string | null;
  readonly manifestSha256: string;
}

/** The wheelhouses of a build that may be saved when the job is over. */
export function planAfterJob(outcome: BuildOutcome): AfterJob {
  const saves = outcome.targets.flatMap(({ target, wheelhouse, key, scope, restoredKey, manifestSha256 }) =>
    wheelhouse === null || key === null || manifestSha256 === null
      ? []
      : [{ target, folder: wheelhouse, scope, restoredKey, manifestSha256 }],
  );
  return { version: 1, saves };
}

export function parseAfterJob(text: string): Parsed<AfterJob> {
  try {
    const value: unknown = JSON.parse(text);
    if (isAfterJob(value)) return parsed(value);
  } catch {
    // No JSON: the same answer.
  }
  return unparsed(problemAt(text, 0, "invalid-state", "The state of the main step was changed.", null));
}

function isAfterJob(value: unknown): value is AfterJob {
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.saves)) return false;
  return value.saves.every(
    (save: unknown) =>
      isRecord(save) &&
      typeof save.target === "string" &&
      typeof save.folder === "string" &&
      typeof save.scope === "string" &&
      (save.restoredKey === null || typeof save.restoredKey === "string") &&
      typeof save.manifestSha256 === "string" &&
      /^[0-9a-f]{64}$/.test(save.manifestSha256),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
