import type { ActionsService } from "../actions-service/index.ts";
import type { CacheScope } from "../actions-service/token.ts";
import type { GithubRest, Permissions } from "../github-rest/index.ts";
import type { WorkflowEvent } from "./events.ts";
import type { JobStatus } from "./expressions.ts";
import type { Orphan } from "./orphans.ts";
import type { Cancellation } from "./run-node.ts";
import type { FileCommands } from "./runner-files.ts";
import type { RunnerAnnotation, StepLog } from "./step-log.ts";

export interface ActionRequest {
  /** Path of an action.yml whose `runs` is node20 or node24. */
  readonly action: string;
  /** `with:`. A name that action.yml does not know is refused. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Default: a push to `main`. */
  readonly event?: WorkflowEvent;
  /** `env:` of the job. HOME and PATH may be given here; nothing else of this machine gets in. */
  readonly env?: Readonly<Record<string, string>>;
  /** `permissions:` of the job; default `pull-requests: write`. */
  readonly permissions?: Permissions;
  /** The checkout, and the working folder. */
  readonly workspace: string;
  readonly services?: { readonly actions?: ActionsService; readonly github?: GithubRest };
  /** Default: what GitHub gives to this event. */
  readonly cacheScopes?: readonly CacheScope[];
  /** `ACTIONS_CACHE_MODE`, absent unless given. */
  readonly cacheMode?: string;
  readonly runnerArch?: "X64" | "ARM64";
  readonly debug?: boolean;
  /** Program that runs the action; default Node 24 of this checkout. */
  readonly node?: string;
  readonly cancel?: Cancellation & { readonly stage?: "main" | "post" };
  /** Steps between main and post: may change the workspace, the environment of later steps and the state. */
  readonly between?: (main: StageResult) => undefined | BetweenSteps | Promise<undefined | BetweenSteps>;
  /** Leaves the post step away, as when the machine dies. */
  readonly skipPost?: boolean;
  readonly runId?: number;
  readonly runAttempt?: number;
  readonly jobId?: string;
  readonly stepId?: string;
  readonly workflowFile?: string;
}

export interface BetweenSteps {
  readonly env?: Readonly<Record<string, string>>;
  readonly state?: Readonly<Record<string, string>>;
  /** A later step failed. */
  readonly failed?: boolean;
}

export interface StageResult extends Omit<FileCommands, "errors" | "warnings"> {
  readonly conclusion: JobStatus;
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** As the log page shows it, masked. */
  readonly log: string;
  readonly commands: StepLog["commands"];
  readonly annotations: readonly RunnerAnnotation[];
  readonly droppedAnnotations: number;
  readonly masks: readonly string[];
  readonly seconds: number;
  /** Processes that this stage left running. */
  readonly orphans: readonly Orphan[];
}

export interface ActionResult {
  /** Of the whole job. */
  readonly conclusion: JobStatus;
  readonly main: StageResult;
  /** Null when there is none or `post-if` did not hold. */
  readonly post: StageResult | null;
  /** Of the main stage: a post step has no outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly RunnerAnnotation[];
  /** Summaries of both stages as the page shows them; "" when there is none. */
  readonly summary: string;
  /** The token that the action had, for searches in everything that it left behind. */
  readonly token: string;
  readonly runtimeToken: string;
}
