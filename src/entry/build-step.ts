import type { GitHubLog } from "../adapters/github/log.ts";
import { saveState } from "../adapters/github/state.ts";
import { AFTER_JOB, planAfterJob } from "../app/after-job.ts";
import type { BuildOutcome } from "../app/build-outcome.ts";
import { findCredentials } from "../core/options/credentials.ts";
import { INPUTS } from "../core/options/definitions.ts";
import type { BuildOptions } from "../core/options/options.ts";
import { parseOptions, type RawOptions } from "../core/options/parse.ts";
import { parsed } from "../core/problem.ts";
import { type Door, type DoorRun, runDoor } from "./door.ts";
import { reportNameOf } from "./report-name.ts";
import type { Step } from "./step.ts";

/** Does the building; tests give another one. */
export type Build = (run: DoorRun<BuildOptions>) => Promise<BuildOutcome>;

/** The action's main step: inputs → build → surfaces. Resolves with the exit code. */
export async function runBuildStep(step: Step, build: Build = buildForReal): Promise<number> {
  return await runDoor(step, { ...BUILD, work: build });
}

const BUILD: Omit<Door<BuildOptions>, "work"> = {
  inputs: INPUTS,
  secrets: secretsOf,
  parse(raw, context) {
    const read = parseOptions(raw, context);
    return read.ok ? parsed([read.value.build, read.value.surface]) : read;
  },
  afterWork({ step, log, options }, outcome) {
    if (options.cache) keepForPost(step, log, outcome);
  },
  reportName: reportNameOf,
};

/** A state file that cannot be written costs the entry in the cache, not the report. */
function keepForPost({ environment }: Step, log: GitHubLog, outcome: BuildOutcome): void {
  try {
    saveState(environment, AFTER_JOB, JSON.stringify(planAfterJob(outcome)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warning(`The wheelhouse will not be saved: the runner's state file could not be written (${reason}).`);
  }
}

async function buildForReal({ step, context, log, options }: DoorRun<BuildOptions>): Promise<BuildOutcome> {
  const [{ runBuild }, { makeRunnerPorts }] = await Promise.all([
    import("../app/build.ts"),
    import("./runner-ports.ts"),
  ]);
  return await runBuild(options, makeRunnerPorts(step, context, log, options));
}

/** Every credential in the inputs. */
function secretsOf(raw: RawOptions): readonly string[] {
  const addresses = ["index-url", "extra-index-url", "find-links"].map((name) => String(raw[name] ?? ""));
  return [
    String(raw["github-token"] ?? ""),
    ...addresses
      .join("\n")
      .split(/[\r\n,]/)
      .flatMap(findCredentials),
  ];
}
