import type { WorkflowEvent } from "./events.ts";
import type { ActionRequest } from "./request.ts";
import type { RunnerFiles } from "./runner-files.ts";

export interface RunnerContext {
  readonly request: ActionRequest;
  readonly event: WorkflowEvent;
  readonly repository: string;
  readonly eventFile: string;
  readonly temp: string;
  readonly toolCache: string;
  readonly workspaceParent: string;
  readonly trackingId: string;
  readonly apiUrl: string;
  /** `ACTIONS_*`. */
  readonly services: Readonly<Record<string, string>>;
}

/** What the runner sets for every step of a job, by name; nothing else of this machine gets in but PATH and HOME. */
export function runnerEnvironment(context: RunnerContext): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    ...context.request.env,
    CI: "true",
    GITHUB_ACTIONS: "true",
    ...githubVariables(context),
    ...runnerVariables(context),
    ...context.services,
  };
}

export function stepVariables(files: RunnerFiles, inputs: Readonly<Record<string, string>>): Record<string, string> {
  // The runner upper-cases names and replaces blanks only: hyphens stay.
  const asVariable = (name: string) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
  const variables = Object.entries(inputs).map(([name, value]) => [asVariable(name), value] as const);
  return { ...files, ...Object.fromEntries(variables) };
}

function githubVariables({ request, event, repository, eventFile, apiUrl }: RunnerContext): Record<string, string> {
  const owner = repository.split("/")[0] ?? "";
  const workflow = request.workflowFile ?? ".github/workflows/ci.yml";
  const sender = (event.payload.sender as { login?: string } | undefined)?.login ?? "octocat";
  return {
    GITHUB_ACTION: request.stepId ?? "wheelhouse",
    GITHUB_ACTION_REF: "",
    GITHUB_ACTION_REPOSITORY: "",
    GITHUB_ACTOR: sender,
    GITHUB_ACTOR_ID: "583231",
    GITHUB_API_URL: apiUrl,
    GITHUB_BASE_REF: event.baseRef,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventFile,
    GITHUB_GRAPHQL_URL: `${apiUrl}/graphql`,
    GITHUB_HEAD_REF: event.headRef,
    GITHUB_JOB: request.jobId ?? "build",
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(heads|tags|pull)\//, ""),
    GITHUB_REF_PROTECTED: "false",
    GITHUB_REF_TYPE: event.ref.startsWith("refs/tags/") ? "tag" : "branch",
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: "1",
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: "2",
    GITHUB_RETENTION_DAYS: "90",
    GITHUB_RUN_ATTEMPT: String(request.runAttempt ?? 1),
    GITHUB_RUN_ID: String(request.runId ?? 1001),
    GITHUB_RUN_NUMBER: "1",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: event.sha,
    GITHUB_TRIGGERING_ACTOR: sender,
    GITHUB_WORKFLOW: "CI",
    GITHUB_WORKFLOW_REF: `${repository}/${workflow}@${event.ref}`,
    GITHUB_WORKFLOW_SHA: event.sha,
    GITHUB_WORKSPACE: request.workspace,
  };
}

function runnerVariables({ request, temp, toolCache, workspaceParent, trackingId }: RunnerContext) {
  const variables: Record<string, string> = {
    RUNNER_ARCH: request.runnerArch ?? "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "rig 1",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: toolCache,
    RUNNER_TRACKING_ID: trackingId,
    RUNNER_WORKSPACE: workspaceParent,
  };
  if (request.debug === true) variables.RUNNER_DEBUG = "1";
  return variables;
}
