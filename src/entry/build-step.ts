import { type GitHubContext, readContext } from "../adapters/github/context.ts";
import { readInputs } from "../adapters/github/inputs.ts";
import { type GitHubLog, makeGitHubLog } from "../adapters/github/log.ts";
import { maskSecrets } from "../adapters/github/masks.ts";
import { saveState } from "../adapters/github/state.ts";
import { AFTER_JOB, planAfterJob } from "../app/after-job.ts";
import type { BuildOutcome } from "../app/build-outcome.ts";
import { publishError } from "../app/publish-error.ts";
import { WheelhouseError } from "../core/error.ts";
import { findCredentials } from "../core/options/credentials.ts";
import type { BuildOptions } from "../core/options/options.ts";
import { parseOptions, type RawOptions } from "../core/options/parse.ts";
import { inputError, placePrefixOf, publishOptions } from "./door.ts";
import { reportNameOf } from "./report-name.ts";
import type { Step } from "./step.ts";
import { makeSurfaces } from "./surfaces.ts";

export interface BuildRun {
  readonly step: Step;
  readonly context: GitHubContext;
  readonly log: GitHubLog;
  readonly options: BuildOptions;
}

/** Does the building; tests give another one. */
export type Build = (run: BuildRun) => Promise<BuildOutcome>;

/** The action's main step: inputs → build → surfaces. Resolves with the exit code. */
export async function runBuildStep(step: Step, build: Build = buildForReal): Promise<number> {
  const { environment, sink } = step;
  const raw = readInputs(environment);
  step.hide(maskSecrets(sink, secretsOf(raw)));
  const context = readContext(environment);
  const log = makeGitHubLog(sink);
  const workspace = environment.GITHUB_WORKSPACE || process.cwd();
  const parsed = parseOptions(raw, { door: "action", currentDirectory: workspace });
  const surfaces = makeSurfaces(step, log, context, parsed.ok ? parsed.value.surface.githubToken : null);
  const placePrefix = parsed.ok ? placePrefixOf(workspace, parsed.value.build.workingDirectory) : "";
  try {
    if (!parsed.ok) throw inputError(parsed.problems);
    const { build: options, surface } = parsed.value;
    const outcome = await build({ step, context, log, options });
    step.settle(outcome.exitCode);
    log.close();
    if (options.cache) keepForPost(step, log, outcome);
    const { publish } = await import("../app/publish.ts");
    const name = surface.reportName ?? reportNameOf(options, environment);
    await publish(outcome, surfaces, publishOptions(context, surface, { name, placePrefix }));
    return outcome.exitCode;
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    await publishError(error, surfaces, placePrefix);
    return error.exitCode;
  } finally {
    log.close();
  }
}

/** A state file that cannot be written costs the entry in the cache, not the report. */
function keepForPost({ environment }: Step, log: GitHubLog, outcome: BuildOutcome): void {
  try {
    saveState(environment, AFTER_JOB, JSON.stringify(planAfterJob(outcome)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warning(`The wheelhouse will not be saved: the runner's state file could not be written (${reason}).`);
  }
}

async function buildForReal({ step, context, log, options }: BuildRun): Promise<BuildOutcome> {
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
