import type { Environment } from "../adapters/github/environment.ts";
import type { BuildOptions } from "../core/options/options.ts";

/**
 * Tells the legs of a matrix and the uses in a job apart when no `report-name` does: target and Python as the user gave
 * them, the runner's own platform where none is given, and a number from the second use of the action in a job on.
 *
 * @example `linux-arm64-3.12`
 */
export function reportNameOf(options: BuildOptions, environment: Environment): string {
  const machine = [environment.RUNNER_OS || "runner", environment.RUNNER_ARCH || ""].filter((part) => part !== "");
  const targets = options.targets.length > 0 ? options.targets : [machine.join("-").toLowerCase()];
  const parts = [...targets, options.python, options.libc, useOf(environment)].filter((part) => part !== null);
  return parts.map((part) => part.replace(/[^\w.]+/g, "-")).join("-");
}

/** The number of this use of the action in its job, from the second one on. */
export function useOf(environment: Environment): string | null {
  // The runner calls the uses of an action in a job `__owner_name`, `__owner_name_2`, …
  return /^__.*_(\d+)$/.exec(environment.GITHUB_ACTION ?? "")?.[1] ?? null;
}
