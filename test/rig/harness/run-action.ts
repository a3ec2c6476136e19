import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { type RunnerContext, runnerEnvironment, stepVariables } from "./environment.ts";
import { pushEvent } from "./events.ts";
import { holds, substitute } from "./expressions.ts";
import { endOrphans, findOrphans, type Orphan } from "./orphans.ts";
import type { ActionRequest, ActionResult, StageResult } from "./request.ts";
import { type NodeRun, runNode } from "./run-node.ts";
import { type FileCommands, makeRunnerFiles, readRunnerFiles } from "./runner-files.ts";
import { mask, readStepLog, type StepLog } from "./step-log.ts";

export type { ActionRequest, ActionResult, BetweenSteps, StageResult } from "./request.ts";

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string; readonly "post-if"?: string };
}

interface Job {
  readonly request: ActionRequest;
  readonly file: ActionFile;
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly trackingId: string;
}

interface StageInput {
  readonly name: "main" | "post";
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly masks: readonly string[];
}

const NODE_24 = resolve(import.meta.dirname, "../../../node_modules/.bin/node");

/**
 * Runs a JavaScript action as GitHub's runner does: defaults of inputs, files, event, environment and nothing of this
 * machine's own, Node with the workspace as working folder, commands and limits, state, and the post stage. Resolves
 * whatever the action does; rejects when the request or the action.yml is wrong.
 */
export async function runAction(request: ActionRequest): Promise<ActionResult> {
  const root = await mkdtemp(join(tmpdir(), "runner-"));
  try {
    const file = parse(await readFile(request.action, "utf8")) as ActionFile;
    if (!/^node2[04]$/.test(file.runs.using)) throw new Error(`the harness does not run "${file.runs.using}" actions`);
    const tokens = makeTokens(request);
    const context = await makeContext(request, root, tokens.runtime);
    const job: Job = {
      request,
      file,
      folder: root,
      inputs: inputValues(request, file, contextValues(context, tokens.github)),
      environment: runnerEnvironment(context),
      trackingId: context.trackingId,
    };
    const secrets = [tokens.github, tokens.runtime].filter((token) => token !== "");
    return { ...(await runStages(job, secrets)), token: tokens.github, runtimeToken: tokens.runtime };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function runStages(job: Job, secrets: readonly string[]): Promise<Omit<ActionResult, "token" | "runtimeToken">> {
  const { runs } = job.file;
  const main = await runStage(job, { name: "main", script: runs.main, env: {}, masks: secrets });
  const between = await job.request.between?.(main);
  let status = main.conclusion;
  if (status === "success" && between?.failed === true) status = "failure";
  let post: StageResult | null = null;
  if (runs.post !== undefined && job.request.skipPost !== true && holds(runs["post-if"] ?? "always()", status)) {
    const env = {
      ...laterEnvironment(job, main),
      ...between?.env,
      ...stateVariables({ ...main.state, ...between?.state }),
    };
    post = await runStage(job, { name: "post", script: runs.post, env, masks: main.masks });
    if (status === "success") status = post.conclusion;
  }
  endOrphans(await findOrphans(job.trackingId));
  const stages = post === null ? [main] : [main, post];
  return {
    conclusion: status,
    main,
    post,
    outputs: main.outputs,
    annotations: stages.flatMap(({ annotations }) => annotations),
    summary: stages.map(({ summary }) => summary ?? "").join(""),
  };
}

async function runStage(job: Job, stage: StageInput): Promise<StageResult> {
  const files = await makeRunnerFiles(join(job.folder, "_temp/_runner_file_commands", stage.name));
  const { cancel } = job.request;
  const run = await runNode({
    node: job.request.node ?? NODE_24,
    arguments: [resolve(dirname(job.request.action), stage.script)],
    cwd: job.request.workspace,
    env: { ...job.environment, ...stage.env, ...stepVariables(files, job.inputs) },
    cancel: cancel !== undefined && (cancel.stage ?? "main") === stage.name ? cancel : null,
  });
  const orphans = await findOrphans(job.trackingId);
  const commands = await readRunnerFiles(files);
  const problems = [...commands.errors, ...commands.warnings].map((problem) => `##[error]${problem}`);
  const log = readStepLog([...run.lines, ...problems], stage.masks);
  return stageResult(run, commands, log, orphans);
}

function stageResult(run: NodeRun, files: FileCommands, log: StepLog, orphans: readonly Orphan[]): StageResult {
  const fine = run.exitCode === 0 && files.errors.length === 0 && !log.commands.some(isForbidden);
  return {
    conclusion: run.cancelled ? "cancelled" : fine ? "success" : "failure",
    exitCode: run.exitCode,
    signal: run.signal,
    stdout: run.stdout,
    stderr: run.stderr,
    log: log.text,
    commands: log.commands,
    annotations: log.annotations,
    droppedAnnotations: log.droppedAnnotations,
    masks: log.masks,
    seconds: run.seconds,
    orphans,
    // The old commands still work beside the files.
    outputs: { ...files.outputs, ...oldCommands(log, "set-output") },
    state: { ...files.state, ...oldCommands(log, "save-state") },
    env: files.env,
    path: files.path,
    summary: files.summary === null ? null : mask(files.summary, log.masks),
  };
}

function oldCommands(log: StepLog, name: string): Record<string, string> {
  const found = log.commands.filter(({ command }) => command.toLowerCase() === name);
  return Object.fromEntries(found.map(({ properties, data }) => [properties.name ?? "", data]));
}

/** Switched off since 2020: the runner reports an error and the step fails. */
function isForbidden({ command }: { command: string }): boolean {
  return /^(set-env|add-path)$/i.test(command);
}

function laterEnvironment(job: Job, main: StageResult): Record<string, string> {
  const path = [...main.path]
    .reverse()
    .concat(job.environment.PATH ?? "")
    .join(":");
  return { ...main.env, PATH: path };
}

function stateVariables(state: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

function makeTokens(request: ActionRequest): { github: string; runtime: string } {
  const { actions, github } = request.services ?? {};
  const scopes = request.cacheScopes ?? (request.event ?? pushEvent()).cacheScopes;
  const identity = { run: `run-${request.runId ?? 1001}`, job: `job-${request.jobId ?? "build"}` };
  return {
    github: github?.token(request.permissions ?? { "pull-requests": "write" }) ?? "ghs_without_a_service",
    runtime: actions?.token(scopes, identity) ?? "",
  };
}

async function makeContext(request: ActionRequest, root: string, runtimeToken: string): Promise<RunnerContext> {
  const event = request.event ?? pushEvent();
  const folders = { temp: join(root, "_temp"), toolCache: join(root, "_tool") };
  for (const folder of Object.values(folders)) await mkdir(folder);
  const eventFile = join(folders.temp, "_github_workflow/event.json");
  await mkdir(dirname(eventFile));
  await writeFile(eventFile, JSON.stringify(event.payload));
  const repository = (event.payload.repository as { full_name?: string } | undefined)?.full_name ?? "octo/repo";
  const { actions, github } = request.services ?? {};
  const mode: Record<string, string> = request.cacheMode === undefined ? {} : { ACTIONS_CACHE_MODE: request.cacheMode };
  return {
    request,
    event,
    repository,
    eventFile,
    ...folders,
    workspaceParent: dirname(request.workspace),
    trackingId: `github_${randomUUID()}`,
    // Port 1 refuses: an action must not reach the real service from a test.
    apiUrl: github?.url ?? "http://127.0.0.1:1",
    services: { ...actions?.environment(runtimeToken), ...mode },
  };
}

function contextValues(context: RunnerContext, token: string): Record<string, string> {
  const values: Record<string, string> = { "github.token": token, "job.status": "success" };
  for (const [name, value] of Object.entries(runnerEnvironment(context))) {
    const [, prefix, rest] = /^(GITHUB|RUNNER)_(.+)$/.exec(name) ?? [];
    if (prefix !== undefined) values[`${prefix}.${rest}`.toLowerCase()] = value;
  }
  return values;
}

function inputValues(request: ActionRequest, file: ActionFile, context: Record<string, string>) {
  const known = file.inputs ?? {};
  const unknown = Object.keys(request.inputs ?? {}).filter((name) => !(name in known));
  if (unknown.length > 0) throw new Error(`${request.action} has no input ${unknown.join(", ")}`);
  const defaults = Object.entries(known).map(([name, input]) => [name, String(input?.default ?? "")] as const);
  const values = { ...Object.fromEntries(defaults), ...request.inputs };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, substitute(value, context)]));
}
