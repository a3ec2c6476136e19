import type { Contract } from "./contract.ts";
import { sampleOf } from "./sample.ts";

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

/** Makes GitHub's JSON of the fake's entities: the smallest that the contract allows, with what the fake knows. */
export interface Shapes {
  comment(comment: Comment): unknown;
  pullRequest(pull: PullRequest): unknown;
  /** As in a list, which has fewer members. */
  pullRequestItem(pull: PullRequest): unknown;
  run(run: WorkflowRun): unknown;
  job(run: WorkflowRun, job: WorkflowJob): unknown;
}

export function makeShapes(contract: Contract, world: World, apiUrl: () => string): Shapes {
  const sample = (name: string) => sampleOf(contract, contract.schema(name)) as Record<string, unknown>;
  const api = (path: string) => `${apiUrl()}/repos/${world.repository}/${path}`;
  const web = (path: string) => `https://github.com/${world.repository}/${path}`;
  const person = ({ login, type }: Person) => ({ ...sample("simple-user"), login, type, id: idOf(login) });
  const repository = (name: string) => ({
    ...sample("repository"),
    name: name.split("/")[1] ?? "",
    full_name: name,
    private: world.isPrivate,
    owner: person({ login: name.split("/")[0] ?? "", type: "User" }),
  });
  const ends = (pull: PullRequest) => ({
    head: {
      ...end(pull.headRepository, pull.headRef, pull.headSha),
      repo: repository(pull.headRepository),
      user: person(pull.user),
    },
    base: {
      ...end(world.repository, pull.baseRef, pull.baseSha),
      repo: repository(world.repository),
      user: person(ownerOf(world.repository)),
    },
  });
  const pullMembers = (pull: PullRequest) => ({
    number: pull.number,
    id: 1000 + pull.number,
    state: pull.state,
    url: api(`pulls/${pull.number}`),
    html_url: web(`pull/${pull.number}`),
    user: person(pull.user),
    ...ends(pull),
  });

  return {
    comment: (comment) => ({
      ...sample("issue-comment"),
      id: comment.id,
      node_id: `IC_${comment.id}`,
      url: api(`issues/comments/${comment.id}`),
      html_url: web(`pull/${comment.issue}#issuecomment-${comment.id}`),
      issue_url: api(`issues/${comment.issue}`),
      body: comment.body,
      user: person(comment.user),
      created_at: stamp(comment.created),
      updated_at: stamp(comment.updated),
    }),
    pullRequest: (pull) => ({ ...sample("pull-request"), ...pullMembers(pull) }),
    pullRequestItem: (pull) => ({ ...sample("pull-request-simple"), ...pullMembers(pull) }),
    run: (run) => ({
      ...sample("workflow-run"),
      id: run.id,
      name: run.name,
      path: run.path,
      event: run.event,
      run_attempt: run.attempt,
      head_branch: run.headBranch,
      head_sha: run.headSha,
      html_url: web(`actions/runs/${run.id}`),
      // Empty for runs of forks, and it is no use to anybody otherwise.
      pull_requests: [],
      repository: { ...sample("minimal-repository"), full_name: world.repository },
      head_repository: { ...sample("minimal-repository"), full_name: run.headRepository },
    }),
    job: (run, job) => ({
      ...sample("job"),
      id: job.id,
      run_id: run.id,
      run_attempt: run.attempt,
      name: job.name,
      status: job.status,
      conclusion: job.conclusion,
      head_sha: run.headSha,
      html_url: web(`actions/runs/${run.id}/job/${job.id}`),
    }),
  };
}

function end(repository: string, ref: string, sha: string) {
  return { label: `${repository.split("/")[0]}:${ref}`, ref, sha };
}

function ownerOf(repository: string): Person {
  return { login: repository.split("/")[0] ?? "", type: "User" };
}

/** GitHub's stamps have no fraction of a second. */
function stamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

function idOf(login: string): number {
  return [...login].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 100_000_007, 7);
}
