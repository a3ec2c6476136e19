import { relative, sep } from "node:path";
import { type GitHubContext, readContext } from "../adapters/github/context.ts";
import type { Environment } from "../adapters/github/environment.ts";
import { readInputs } from "../adapters/github/inputs.ts";
import { type GitHubLog, makeGitHubLog } from "../adapters/github/log.ts";
import { maskSecrets } from "../adapters/github/masks.ts";
import type { BuildOutcome } from "../app/build-outcome.ts";
import { publishError } from "../app/publish-error.ts";
import type { PublishOptions } from "../app/publish-options.ts";
import { WheelhouseError } from "../core/error.ts";
import type { InputDefinition } from "../core/options/definitions.ts";
import type { SurfaceOptions } from "../core/options/options.ts";
import type { OptionsContext, RawOptions } from "../core/options/parse.ts";
import type { Parsed, Problem } from "../core/problem.ts";
import type { Step } from "./step.ts";
import { makeSurfaces } from "./surfaces.ts";

/** What a door's own work is given. */
export interface DoorRun<Options> {
  readonly step: Step;
  readonly context: GitHubContext;
  readonly log: GitHubLog;
  readonly options: Options;
}

/** What tells one door of the action from another. */
export interface Door<Options extends { readonly workingDirectory: string }> {
  readonly inputs: readonly InputDefinition[];
  /** Every credential in the inputs. */
  secrets(raw: RawOptions): readonly string[];
  parse(raw: RawOptions, context: OptionsContext): Parsed<readonly [Options, SurfaceOptions]>;
  work(run: DoorRun<Options>): Promise<BuildOutcome>;
  /** What follows the work and stands before the surfaces. */
  afterWork(run: DoorRun<Options>, outcome: BuildOutcome): void;
  /** Without the input `report-name`. */
  reportName(options: Options, environment: Environment): string;
  /** Default: the outputs of a build. */
  outputs?(outcome: BuildOutcome): PublishOptions["outputs"];
}

/** The main step of a door: inputs → work → surfaces. Resolves with the exit code. */
export async function runDoor<Options extends { readonly workingDirectory: string }>(
  step: Step,
  door: Door<Options>,
): Promise<number> {
  const { environment, sink } = step;
  const raw = readInputs(environment, door.inputs);
  step.hide(maskSecrets(sink, door.secrets(raw)));
  const context = readContext(environment);
  const log = makeGitHubLog(sink);
  const workspace = environment.GITHUB_WORKSPACE || process.cwd();
  const parsed = door.parse(raw, { door: "action", currentDirectory: workspace });
  const surfaces = makeSurfaces(step, log, context, parsed.ok ? parsed.value[1].githubToken : null);
  const placePrefix = parsed.ok ? placePrefixOf(workspace, parsed.value[0].workingDirectory) : "";
  try {
    if (!parsed.ok) throw inputError(parsed.problems);
    const [options, surface] = parsed.value;
    const run = { step, context, log, options };
    const outcome = await door.work(run);
    const exitCode = outcome.invalid?.exitCode ?? outcome.exitCode;
    step.settle(exitCode);
    log.close();
    door.afterWork(run, outcome);
    const { publish } = await import("../app/publish.ts");
    const name = surface.reportName ?? door.reportName(options, environment);
    const outputs = door.outputs?.(outcome);
    const how = publishOptions(context, surface, { name, placePrefix });
    await publish(outcome, surfaces, outputs === undefined ? how : { ...how, outputs });
    return exitCode;
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    await publishError(error, surfaces, placePrefix);
    return error.exitCode;
  } finally {
    log.close();
  }
}

function inputError(problems: readonly Problem[]): WheelhouseError {
  const sentences = problems.map(({ message, expected }) => (expected === null ? message : `${message} ${expected}`));
  const message = sentences.length === 1 ? `${sentences[0]}` : `${sentences.length} inputs are wrong.`;
  return new WheelhouseError("invalid-input", message, { hint: null, problems: sentences });
}

/** The way from the repository's root to the working directory, "" or ending in "/"; "" when it is elsewhere. */
function placePrefixOf(workspace: string, workingDirectory: string): string {
  const path = relative(workspace, workingDirectory).split(sep).join("/");
  return path === "" || path === ".." || path.startsWith("../") ? "" : `${path}/`;
}

/** Which comment is ours, and what the surfaces say of the run. */
function publishOptions(
  context: GitHubContext,
  surface: SurfaceOptions,
  report: { readonly name: string; readonly placePrefix: string },
): PublishOptions {
  const { workflowFile, job, sha, runId, attempt, repository } = context;
  const isKnown = repository !== "";
  return {
    surface,
    placePrefix: report.placePrefix,
    identity: { key: `${workflowFile}/${job}/${report.name}`, run: `${runId}.${attempt}`, sha },
    run: {
      url: isKnown ? context.runUrl : null,
      label: context.runLabel,
      sha: sha === "" ? null : sha,
      repositoryUrl: isKnown ? context.repositoryUrl : null,
    },
  };
}
