import type { GitHubLog } from "../adapters/github/log.ts";
import { saveState } from "../adapters/github/state.ts";
import { AFTER_JOB, planAfterJob } from "../app/after-job.ts";
import type { BuildOutcome } from "../app/build-outcome.ts";
import { ROOT_INPUTS } from "../core/options/check-definitions.ts";
import { findCredentials } from "../core/options/credentials.ts";
import type { BuildOptions, CheckOptions } from "../core/options/options.ts";
import { parseOptions, type RawOptions } from "../core/options/parse.ts";
import { parsed } from "../core/problem.ts";
import { renderText } from "../core/render/text.ts";
import { type Door, type DoorRun, runDoor } from "./door.ts";
import { reportNameOf } from "./report-name.ts";
import type { Step } from "./step.ts";

/** Does the building; tests give another one. */
export type Build = (run: DoorRun<BuildOptions>) => Promise<BuildOutcome>;

/** What the root action was asked for: `run` says which of the two holds. */
interface RootOptions {
  readonly workingDirectory: string;
  readonly run: "build" | "check";
  readonly build: BuildOptions;
  readonly check: CheckOptions;
}

/** The action's main step: inputs → build or check → surfaces. Resolves with the exit code. */
export async function runBuildStep(step: Step, build: Build = buildForReal): Promise<number> {
  return await runDoor(step, {
    ...ROOT,
    work: (run) => {
      const { options } = run;
      return options.run === "check"
        ? checkForReal({ ...run, options: options.check })
        : build({ ...run, options: options.build });
    },
  });
}

const ROOT: Omit<Door<RootOptions>, "work"> = {
  inputs: ROOT_INPUTS,
  secrets: secretsOf,
  parse(raw, context) {
    const read = parseOptions(raw, context);
    if (!read.ok) return read;
    const { build, check, surface } = read.value;
    const run = surface.run === "check" ? "check" : "build";
    return parsed([{ workingDirectory: build.workingDirectory, run, build, check }, surface]);
  },
  afterWork({ step, log, options: { run, build } }, outcome) {
    if (run === "build" && build.cache) keepForPost(step, log, outcome);
    if (run === "check") step.sink.write(renderText(outcome.report, { width: 100, color: false, verbosity: 0 }));
  },
  reportName({ run, build }, environment) {
    const name = reportNameOf(build, environment);
    return run === "check" ? `check-${name}` : name;
  },
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

async function checkForReal({ step, log, options }: DoorRun<CheckOptions>): Promise<BuildOutcome> {
  const [{ runCheck }, { makeCheckPorts }] = await Promise.all([import("../app/check.ts"), import("./check-ports.ts")]);
  return await runCheck(options, makeCheckPorts(step.environment, log, step.signal));
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
