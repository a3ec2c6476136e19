import { getOctokit } from "@actions/github";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type GithubRest,
  type GithubRestOptions,
  primaryLimit,
  secondaryLimit,
  startGithubRest,
} from "./github-rest/index.ts";

let github: GithubRest;
const repo = { owner: "octo", repo: "repo" };
const place = { ...repo, issue_number: 7 };
const CREATE = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";

async function start(options: GithubRestOptions = {}): Promise<void> {
  github = await startGithubRest(options);
  github.addPullRequest({ number: 7 });
}

function octokit(token = github.token({ "pull-requests": "write" })) {
  return getOctokit(token, { baseUrl: github.url, log: { debug() {}, info() {}, warn() {}, error() {} } }).rest;
}

beforeEach(() => start());
afterEach(() => github.close());

describe("comments, read and written by the real Octokit", () => {
  it("remembers what is created, edited and deleted, as github-actions[bot]", async () => {
    const { issues } = octokit();
    const { data: made } = await issues.createComment({ ...place, body: "first" });
    expect([made.user?.login, made.user?.type, made.body]).toEqual(["github-actions[bot]", "Bot", "first"]);
    await issues.updateComment({ ...repo, comment_id: made.id, body: "second" });
    expect((await issues.listComments(place)).data.map(({ body }) => body)).toEqual(["second"]);
    expect((await issues.getComment({ ...repo, comment_id: made.id })).data.html_url).toContain(`-${made.id}`);
    await issues.deleteComment({ ...repo, comment_id: made.id });
    expect(github.world.comments).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  it("gives pages that Octokit follows by the Link header", async () => {
    for (let index = 0; index < 65; index += 1) github.addComment({ issue: 7, body: `number ${index}` });
    const { paginate, rest } = getOctokit(github.token({}), { baseUrl: github.url });
    const all = await paginate(rest.issues.listComments, place);
    expect(all.map(({ body }) => body)).toEqual(github.world.comments.map(({ body }) => body));
    expect(github.requests).toHaveLength(3);
    const { headers, data } = await rest.issues.listComments({ ...place, per_page: 30, page: 3 });
    expect([data.length, headers.link]).toEqual([5, expect.stringMatching(/rel="prev".*rel="first"/)]);
    expect(github.violations).toEqual([]);
  });

  it("refuses 65,537 characters and takes 65,536", async () => {
    const { issues } = octokit();
    await issues.createComment({ ...place, body: "x".repeat(65_536) });
    await expect(issues.createComment({ ...place, body: "x".repeat(65_537) })).rejects.toThrow(
      /Validation Failed.*Body is too long \(maximum is 65536 characters\)/,
    );
    expect(github.violations).toEqual([]);
  });

  it("answers 404 for an issue, a comment or a repository that is not there", async () => {
    const { issues } = octokit();
    await expect(issues.listComments({ ...place, issue_number: 8 })).rejects.toMatchObject({ status: 404 });
    await expect(issues.updateComment({ ...repo, comment_id: 1, body: "x" })).rejects.toMatchObject({ status: 404 });
    await expect(issues.listComments({ ...place, repo: "other" })).rejects.toMatchObject({ status: 404 });
    expect(github.violations).toEqual([]);
  });
});

describe("permissions", () => {
  it("lets a read-only token of a fork read but not write, and names what it would need", async () => {
    const { issues } = octokit(github.token({ "pull-requests": "read" }));
    expect((await issues.listComments(place)).data).toEqual([]);
    await expect(issues.createComment({ ...place, body: "x" })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining("Resource not accessible by integration"),
      response: { headers: { "x-accepted-github-permissions": "issues=write; pull_requests=write" } },
    });
    expect(github.violations).toEqual([]);
  });

  it("lets a token without a permission read a public repository only", async () => {
    expect((await octokit(github.token({})).issues.listComments(place)).status).toBe(200);
    await github.close();
    await start({ isPrivate: true });
    await expect(octokit(github.token({})).issues.listComments(place)).rejects.toMatchObject({ status: 403 });
  });

  it("refuses a token that it did not give out", async () => {
    await expect(octokit("ghs_unknown").issues.listComments(place)).rejects.toMatchObject({ status: 401 });
  });
});

describe("limits", () => {
  it("refuses the calls that were chosen with GitHub's own limit answers", async () => {
    const { issues } = octokit();
    github.faults.add({ operation: CREATE, calls: [1], effect: secondaryLimit(60) });
    github.faults.add({ operation: CREATE, calls: [2], effect: primaryLimit(60, 429) });
    const create = () => issues.createComment({ ...place, body: "x" });
    await expect(create()).rejects.toMatchObject({ status: 403, response: { headers: { "retry-after": "60" } } });
    await expect(create()).rejects.toMatchObject({ status: 429 });
    expect((await create()).status).toBe(201);
    expect(github.world.comments).toHaveLength(1);
  });
});

describe("pull requests and runs", () => {
  it("shows the head of a fork and finds a pull request by it", async () => {
    github.addPullRequest({ number: 9, headRepository: "fork/repo", headRef: "fix", headSha: "c".repeat(40) });
    const { pulls } = octokit();
    const { data } = await pulls.get({ ...repo, pull_number: 9 });
    expect([data.head.repo?.full_name, data.head.sha, data.base.repo.full_name]).toEqual([
      "fork/repo",
      "c".repeat(40),
      "octo/repo",
    ]);
    const { data: found } = await pulls.list({ ...repo, state: "open", head: "fork:fix" });
    expect(found.map(({ number }) => number)).toEqual([9]);
    expect(github.violations).toEqual([]);
  });

  it("shows a workflow run with its jobs", async () => {
    const jobs = [{ id: 11, name: "arm64", status: "completed", conclusion: "failure" } as const];
    const head = { headBranch: "topic", headSha: "a".repeat(40), headRepository: "octo/repo" };
    const path = ".github/workflows/ci.yml";
    github.world.runs.push({ id: 5, attempt: 2, name: "CI", path, event: "pull_request", ...head, jobs });
    const { actions } = octokit(github.token({ actions: "read" }));
    expect((await actions.getWorkflowRun({ ...repo, run_id: 5 })).data).toMatchObject({ run_attempt: 2, path });
    const attempt = await actions.listJobsForWorkflowRunAttempt({ ...repo, run_id: 5, attempt_number: 2 });
    expect(attempt.data.jobs).toMatchObject([{ name: "arm64", conclusion: "failure" }]);
    const latest = await actions.listJobsForWorkflowRun({ ...repo, run_id: 5 });
    expect(latest.data.total_count).toBe(1);
    expect(github.violations).toEqual([]);
  });
});

describe("the contract", () => {
  const send = (path: string, init: RequestInit) =>
    fetch(github.url + path, { ...init, headers: { authorization: `token ${github.token({ issues: "write" })}` } });

  it("collects requests that GitHub's text does not allow", async () => {
    const comments = "/repos/octo/repo/issues/7/comments";
    expect((await send(comments, { method: "POST", body: '{"text": "x"}' })).status).toBe(422);
    await send(`${comments}?pages=2`, {});
    await send("/repos/octo/repo/labels", {});
    expect(github.violations).toEqual([
      `${CREATE}: body: must have required property 'body'`,
      "GET /repos/{owner}/{repo}/issues/{issue_number}/comments: unknown parameter pages",
      "GET /repos/octo/repo/labels is not in the part of GitHub's text that the fake knows",
    ]);
  });

  it("collects answers of the fake itself that break it", async () => {
    github.addComment({ issue: 7, body: 5 as unknown as string });
    await send("/repos/octo/repo/issues/7/comments", {});
    expect(github.violations.join("\n")).toContain("/0/body: must be string");
  });
});
