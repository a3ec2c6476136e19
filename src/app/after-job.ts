import type { Parsed } from "../core/problem.ts";
import { parsed, problemAt, unparsed } from "../core/problem.ts";
import type { Log } from "../ports/log.ts";
import type { BuildOutcome } from "./build-outcome.ts";
import { type SavePorts, saveWheelhouse } from "./save-wheelhouse.ts";

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
  readonly restoredKey: string | null;
  readonly manifestSha256: string;
}

/** The wheelhouses of a build that may be saved when the job is over. */
export function planAfterJob(outcome: BuildOutcome): AfterJob {
  const saves = outcome.targets.flatMap(({ target, wheelhouse, key, restoredKey, manifestSha256 }) =>
    wheelhouse === null || key === null || manifestSha256 === null
      ? []
      : [{ target, folder: wheelhouse, restoredKey, manifestSha256 }],
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

/** Saves one wheelhouse after the other; each result is a line in the log. Never rejects. */
export async function finishJob(plan: AfterJob, ports: SavePorts & { readonly log: Log }, work: string): Promise<void> {
  for (const [index, { target, ...save }] of plan.saves.entries()) {
    try {
      const folder = `${work}/${index}`;
      await ports.files.makeFolder(folder);
      const { saved, savedBytes, key, reason } = await saveWheelhouse(ports, { ...save, work: folder });
      const what = saved ? `Saved the wheelhouse of ${target} as ${key} (${savedBytes} bytes).` : "";
      ports.log.info([what, reason ?? ""].filter((part) => part !== "").join(" "));
    } catch (error) {
      ports.log.warning(`The wheelhouse of ${target} was not saved: ${error instanceof Error ? error.message : error}`);
    }
  }
}

function isAfterJob(value: unknown): value is AfterJob {
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.saves)) return false;
  return value.saves.every(
    (save: unknown) =>
      isRecord(save) &&
      typeof save.target === "string" &&
      typeof save.folder === "string" &&
      (save.restoredKey === null || typeof save.restoredKey === "string") &&
      typeof save.manifestSha256 === "string" &&
      /^[0-9a-f]{64}$/.test(save.manifestSha256),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
