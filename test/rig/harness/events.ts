import type { CacheScope } from "../actions-service/token.ts";

/** What started the workflow, with everything that the runner derives from it. */
export interface WorkflowEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly ref: string;
  readonly sha: string;
  /** Of a pull request, else "". */
  readonly headRef: string;
  readonly baseRef: string;
  /** What GitHub puts into the runtime token for it. */
  readonly cacheScopes: readonly CacheScope[];
}

export interface EventOptions {
  /** `owner/name`; default `octo/repo`. */
  readonly repository?: string;
  readonly sha?: string;
}

const MAIN = "refs/heads/main";

export function pushEvent(options: EventOptions & { readonly ref?: string } = {}): WorkflowEvent {
  const { ref = MAIN, sha = "a".repeat(40) } = options;
  const own: CacheScope = { ref, permission: "read-write" };
  return {
    name: "push",
    payload: { ref, after: sha, repository: repository(options), sender: { login: "octocat", type: "User" } },
    ref,
    sha,
    headRef: "",
    baseRef: "",
    cacheScopes: ref === MAIN ? [own] : [own, { ref: MAIN, permission: "read" }],
  };
}

export interface PullRequestEventOptions extends EventOptions {
  readonly number?: number;
  /** `owner/name` of the head; another one than `repository` makes it a fork. */
  readonly headRepository?: string;
  readonly headRef?: string;
  /** Head of the pull request; `sha` is the merge commit that the job runs on. */
  readonly headSha?: string;
  /** `pull_request_target` runs in the context of the default branch, with a cache that is read-only. */
  readonly name?: "pull_request" | "pull_request_target";
  readonly sender?: string;
}

export function pullRequestEvent(options: PullRequestEventOptions = {}): WorkflowEvent {
  const { number = 7, headRef = "topic", headSha = "c".repeat(40), name = "pull_request" } = options;
  const { sha = "d".repeat(40), sender = "octocat" } = options;
  const base = repository(options);
  const head = repository({ repository: options.headRepository ?? base.full_name });
  const isTarget = name === "pull_request_target";
  const ref = isTarget ? MAIN : `refs/pull/${number}/merge`;
  const readMain: CacheScope = { ref: MAIN, permission: "read" };
  return {
    name,
    payload: {
      action: "synchronize",
      number,
      pull_request: {
        number,
        state: "open",
        html_url: `https://github.com/${base.full_name}/pull/${number}`,
        head: { ref: headRef, sha: headSha, repo: { ...head, fork: head.full_name !== base.full_name } },
        base: { ref: "main", sha: "b".repeat(40), repo: base },
        user: { login: sender, type: sender.endsWith("[bot]") ? "Bot" : "User" },
      },
      repository: base,
      sender: { login: sender, type: sender.endsWith("[bot]") ? "Bot" : "User" },
    },
    ref,
    sha,
    headRef,
    baseRef: "main",
    cacheScopes: isTarget ? [readMain] : [{ ref, permission: "read-write" }, readMain],
  };
}

function repository({ repository: fullName = "octo/repo" }: EventOptions) {
  const [owner = "", name = ""] = fullName.split("/");
  const html_url = `https://github.com/${fullName}`;
  return {
    id: 1,
    name,
    full_name: fullName,
    html_url,
    default_branch: "main",
    private: false,
    owner: { login: owner },
  };
}
