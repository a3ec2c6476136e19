import type { Contract } from "./contract.ts";
import { sampleOf } from "./sample.ts";
import type { Comment, Person, PullRequest, WorkflowJob, WorkflowRun, World } from "./state.ts";

/** Makes GitHub's JSON of the fake's entities: the smallest that the contract allows, with what the fake knows. */
export interface Shapes {
  comment(comment: Comment): unknown;
  pullRequest(pull: PullRequest): unknown;
  /** As in a list, which has fewer members. */
  pullRequestItem(pull: PullRequest): unknown;
  run(run: WorkflowRun): unknown;
  job(run: WorkflowRun, job: WorkflowJob): unknown;
}

interface Maker {
  readonly world: World;
  /** The least that a schema of GitHub's text allows. */
  sample(schema: string): Record<string, unknown>;
  /** Address in the API, below the repository. */
  api(path: string): string;
  /** Address on the site. */
  web(path: string): string;
}

export function makeShapes(contract: Contract, world: World, apiUrl: () => string): Shapes {
  const maker: Maker = {
    world,
    sample: (schema) => sampleOf(contract, contract.schema(schema)) as Record<string, unknown>,
    api: (path) => `${apiUrl()}/repos/${world.repository}/${path}`,
    web: (path) => `https://github.com/${world.repository}/${path}`,
  };
  return {
    comment: (comment) => commentShape(maker, comment),
    pullRequest: (pull) => ({ ...maker.sample("pull-request"), ...pullRequestShape(maker, pull) }),
    pullRequestItem: (pull) => ({ ...maker.sample("pull-request-simple"), ...pullRequestShape(maker, pull) }),
    run: (run) => runShape(maker, run),
    job: (run, job) => jobShape(maker, run, job),
  };
}

function commentShape(maker: Maker, comment: Comment): unknown {
  return {
    ...maker.sample("issue-comment"),
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: maker.api(`issues/comments/${comment.id}`),
    html_url: maker.web(`pull/${comment.issue}#issuecomment-${comment.id}`),
    issue_url: maker.api(`issues/${comment.issue}`),
    body: comment.body,
    user: personShape(maker, comment.user),
    created_at: stamp(comment.created),
    updated_at: stamp(comment.updated),
  };
}

function pullRequestShape(maker: Maker, pull: PullRequest): Record<string, unknown> {
  const base: Person = { login: ownerOf(maker.world.repository), type: "User" };
  return {
    number: pull.number,
    id: 1000 + pull.number,
    state: pull.state,
    url: maker.api(`pulls/${pull.number}`),
    html_url: maker.web(`pull/${pull.number}`),
    user: personShape(maker, pull.user),
    head: endShape(maker, { repository: pull.headRepository, ref: pull.headRef, sha: pull.headSha, user: pull.user }),
    base: endShape(maker, { repository: maker.world.repository, ref: pull.baseRef, sha: pull.baseSha, user: base }),
  };
}

interface End {
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
  readonly user: Person;
}

function endShape(maker: Maker, { repository, ref, sha, user }: End): unknown {
  const label = `${ownerOf(repository)}:${ref}`;
  return { label, ref, sha, repo: repositoryShape(maker, repository), user: personShape(maker, user) };
}

function repositoryShape(maker: Maker, fullName: string): unknown {
  return {
    ...maker.sample("repository"),
    name: fullName.split("/")[1] ?? "",
    full_name: fullName,
    private: maker.world.isPrivate,
    owner: personShape(maker, { login: ownerOf(fullName), type: "User" }),
  };
}

function personShape(maker: Maker, { login, type }: Person): unknown {
  return { ...maker.sample("simple-user"), login, type, id: idOf(login) };
}

function runShape(maker: Maker, run: WorkflowRun): unknown {
  return {
    ...maker.sample("workflow-run"),
    id: run.id,
    name: run.name,
    path: run.path,
    event: run.event,
    run_attempt: run.attempt,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    html_url: maker.web(`actions/runs/${run.id}`),
    // Empty for runs of forks, so nobody may rely on it.
    pull_requests: [],
    repository: { ...maker.sample("minimal-repository"), full_name: maker.world.repository },
    head_repository: { ...maker.sample("minimal-repository"), full_name: run.headRepository },
  };
}

function jobShape(maker: Maker, run: WorkflowRun, job: WorkflowJob): unknown {
  return {
    ...maker.sample("job"),
    id: job.id,
    run_id: run.id,
    run_attempt: run.attempt,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion,
    head_sha: run.headSha,
    html_url: maker.web(`actions/runs/${run.id}/job/${job.id}`),
  };
}

function ownerOf(repository: string): string {
  return repository.split("/")[0] ?? "";
}

/** GitHub's stamps have no fraction of a second. */
function stamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

function idOf(login: string): number {
  return [...login].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 100_000_007, 7);
}
