export interface Person {
  readonly login: string;
  readonly type: "User" | "Bot";
}

/** The author of everything that a job's own token writes. */
export const ACTIONS_BOT: Person = { login: "github-actions[bot]", type: "Bot" };

export interface Comment {
  readonly id: number;
  /** Number of the issue or pull request. */
  readonly issue: number;
  readonly user: Person;
  body: string;
  readonly created: number;
  updated: number;
}

export interface PullRequest {
  readonly number: number;
  state: "open" | "closed";
  /** Changes when somebody pushes. */
  headSha: string;
  readonly headRef: string;
  /** `owner/name`; differs from the repository's for a fork. */
  readonly headRepository: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly user: Person;
}

export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly name: string;
  /** `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly headRepository: string;
  readonly jobs: readonly WorkflowJob[];
}

export interface WorkflowJob {
  readonly id: number;
  readonly name: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: "success" | "failure" | "cancelled" | "skipped" | null;
}

export interface World {
  /** `owner/name`. */
  readonly repository: string;
  /** In a public one everybody may read. */
  readonly isPrivate: boolean;
  readonly comments: Comment[];
  readonly pullRequests: PullRequest[];
  readonly runs: WorkflowRun[];
}
