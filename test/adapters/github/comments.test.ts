import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makePullRequestComments } from "../../../src/adapters/github/comments.ts";
import { readMarker, withMarker } from "../../../src/adapters/github/marker.ts";
import type { CommentIdentity, PullRequestComments } from "../../../src/ports/github.ts";
import { FakeComments } from "../../fakes/comments.ts";
import {
  ACTIONS_BOT,
  type GithubRest,
  primaryLimit,
  secondaryLimit,
  startGithubRest,
} from "../../rig/github-rest/index.ts";

const LIST = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
const CREATE = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const EDIT = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";

const RUN: CommentIdentity = {
  key: ".github/workflows/ci.yml/wheels/linux-arm64",
  run: "123.1",
  sha: "d".repeat(40),
};
const CREATING = { create: true };
const UPDATING = { create: false };

let github: GithubRest;
beforeEach(async () => {
  github = await startGithubRest();
  github.addPullRequest({ number: 7 });
});
afterEach(async () => {
  // The fake does not know GraphQL, by which a token learns its own name.
  expect(github.violations.filter((violation) => !violation.includes("/graphql"))).toEqual([]);
  await github.close();
});

interface Setup {
  readonly token?: string | null;
  readonly pullRequest?: number | null;
  readonly isFork?: boolean;
  readonly isDependabot?: boolean;
}

function real({ token, pullRequest = 7, isFork = false, isDependabot = false }: Setup = {}): PullRequestComments {
  return makePullRequestComments({
    token: token === undefined ? github.token({ "pull-requests": "write" }) : token,
    context: { repository: "octo/repo", pullRequest, apiUrl: github.url, isFork, isDependabot },
    debug: () => {},
  });
}

const says = (text: string) => () => text;
/** Texts of the comments that carry our marker. */
const ours = () => github.world.comments.flatMap(({ body }) => readMarker(body)?.text ?? []);
const operations = () => github.requests.map(({ operation }) => operation);

describe.each([
  ["GitHub", () => ({ comments: real(), texts: ours })],
  [
    "the fake",
    () => {
      const fake = new FakeComments();
      return { comments: fake, texts: () => fake.stored.map(({ text }) => text) };
    },
  ],
])("a sticky comment on %s", (_name, start) => {
  it("is created once and edited after that", async () => {
    const { comments, texts } = start();
    const created = await comments.upsert(RUN, says("first"), CREATING);
    expect(created.kind).toBe("created");
    const updated = await comments.upsert({ ...RUN, run: "124.1" }, says("second"), CREATING);
    expect(updated).toEqual({ ...created, kind: "updated" });
    expect(texts()).toEqual(["second"]);
  });

  it("is left alone when neither text nor commit changed", async () => {
    const { comments } = start();
    await comments.upsert(RUN, says("same"), CREATING);
    expect((await comments.upsert({ ...RUN, run: "124.1" }, says("same"), CREATING)).kind).toBe("unchanged");
    expect((await comments.upsert({ ...RUN, sha: "e".repeat(40) }, says("same"), CREATING)).kind).toBe("updated");
  });

  it("is left alone when just the line on the run differs", async () => {
    const { comments } = start();
    await comments.upsert(RUN, says("same\n\n<sub>run 123</sub>\n"), CREATING);
    expect((await comments.upsert({ ...RUN, run: "124.1" }, says("same\n\n<sub>run 124</sub>\n"), CREATING)).kind).toBe(
      "unchanged",
    );
  });

  it("can be written in the light of what it said before", async () => {
    const { comments, texts } = start();
    const seen: (string | null)[] = [];
    const body = (previous: string | null) => {
      seen.push(previous);
      return previous === null ? "trouble" : `was: ${previous}`;
    };
    await comments.upsert(RUN, body, CREATING);
    await comments.upsert({ ...RUN, run: "124.1" }, body, UPDATING);
    expect([seen, texts()]).toEqual([[null, "trouble"], ["was: trouble"]]);
  });

  it("is not created when nothing is to be said for the first time", async () => {
    const { comments, texts } = start();
    expect((await comments.upsert(RUN, says("all well"), UPDATING)).kind).toBe("skipped");
    expect(texts()).toEqual([]);
  });

  it("is not overwritten by an earlier run or attempt", async () => {
    const { comments, texts } = start();
    await comments.upsert({ ...RUN, run: "124.2" }, says("newer"), CREATING);
    expect((await comments.upsert({ ...RUN, run: "123.9" }, says("older"), CREATING)).kind).toBe("skipped");
    expect((await comments.upsert({ ...RUN, run: "124.1" }, says("older"), CREATING)).kind).toBe("skipped");
    expect(texts()).toEqual(["newer"]);
  });

  it("C5: is one for each workflow file, job and report name", async () => {
    const { comments, texts } = start();
    await comments.upsert(RUN, says("ours"), CREATING);
    await comments.upsert({ ...RUN, key: ".github/workflows/other.yml/wheels/linux-arm64" }, says("theirs"), CREATING);
    await comments.upsert({ ...RUN, run: "124.1" }, says("ours again"), CREATING);
    expect(texts()).toEqual(["ours again", "theirs"]);
  });
});

describe("whose comment it is", () => {
  const body = withMarker("forged", { ...RUN, run: "1.1" });

  it.each([
    ["a user", { login: "eve", type: "User" } as const],
    ["a user who took the bot's name", { login: ACTIONS_BOT.login, type: "User" } as const],
    ["another bot", { login: "other[bot]", type: "Bot" } as const],
  ])("C4: a comment of %s with our marker is not ours", async (_title, user) => {
    const forged = github.addComment({ issue: 7, user, body });
    expect((await real().upsert(RUN, says("true"), CREATING)).kind).toBe("created");
    expect(forged.body).toBe(body);
    expect(github.world.comments).toHaveLength(2);
  });

  it("C4: a marker that is quoted in a comment of the same bot is no marker", async () => {
    github.addComment({ issue: 7, user: ACTIONS_BOT, body: `> ${body}\n\nthanks` });
    expect((await real().upsert(RUN, says("true"), CREATING)).kind).toBe("created");
  });

  it.each([
    ["an app", "my-app[bot]", "Bot" as const],
    ["a person's own token", "octocat", "User" as const],
  ])("finds the comment of %s by the name that GitHub gives the token", async (_title, login, type) => {
    const answer = { kind: "status", status: 200, body: { data: { viewer: { login } } } } as const;
    github.faults.add({ operation: "POST /graphql", effect: answer });
    const token = github.token({ "pull-requests": "write" }, { login, type });
    await real({ token }).upsert(RUN, says("first"), CREATING);
    expect((await real({ token }).upsert(RUN, says("second"), CREATING)).kind).toBe("updated");
    expect(ours()).toEqual(["second"]);
  });
});

describe("what GitHub may answer", () => {
  it("H6: a comment that was deleted after it was found is created anew", async () => {
    const comments = real();
    await comments.upsert(RUN, says("first"), CREATING);
    github.faults.add({ operation: EDIT, effect: { kind: "status", status: 404, body: { message: "Not Found" } } });
    expect((await comments.upsert({ ...RUN, run: "124.1" }, says("second"), CREATING)).kind).toBe("created");
    expect((await comments.upsert({ ...RUN, run: "125.1" }, says("third"), UPDATING)).kind).toBe("skipped");
  });

  it.each([
    [401, "does not accept the token; give `github-token` one that is valid and has `pull-requests: write`"],
    [403, "lacks `pull-requests: write`; add it under `permissions:`"],
    [404, "the job needs `pull-requests: write`"],
    [410, "switched off"],
    [422, "too long"],
    [451, "legal reasons"],
    [500, "answered with status 500"],
  ])("H4: status %i becomes one sentence", async (status, part) => {
    github.faults.add({ operation: CREATE, effect: { kind: "status", status, body: { message: "::error::canary" } } });
    const outcome = await real().upsert(RUN, says("text"), CREATING);
    expect(outcome).toEqual({ kind: "denied", reason: expect.stringContaining(part) });
    expect(outcome.kind === "denied" && outcome.reason).toMatch(/^[A-Z][^\n]*\.$/);
    expect(JSON.stringify(outcome)).not.toContain("canary");
    expect(operations().filter((operation) => operation === CREATE)).toHaveLength(status === 500 ? 2 : 1);
  });

  it.each([
    ["a fork", { isFork: true }, "pull request from a fork"],
    ["Dependabot", { isDependabot: true }, "Dependabot started"],
  ])("H4: the read-only token of %s is told apart", async (_title, setup, part) => {
    const token = github.token({ "pull-requests": "read" });
    const outcome = await real({ ...setup, token }).upsert(RUN, says("text"), CREATING);
    expect(outcome).toEqual({ kind: "denied", reason: expect.stringContaining(part) });
    expect(outcome.kind === "denied" && outcome.reason).toContain("`pull-requests: write`");
  });

  it("says that a conversation is locked", async () => {
    const message = "Unable to create comment because issue is locked.";
    github.faults.add({ operation: CREATE, effect: { kind: "status", status: 403, body: { message } } });
    expect(await real().upsert(RUN, says("text"), CREATING)).toMatchObject({
      reason: expect.stringContaining("locked"),
    });
  });

  it("H8: among 3,000 comments it takes at most 30 requests to find ours", async () => {
    const fill = (count: number) => {
      for (let index = 0; index < count; index += 1) github.addComment({ issue: 7, body: "chat" });
    };
    fill(1_500);
    github.addComment({ issue: 7, user: ACTIONS_BOT, body: withMarker("old", { ...RUN, run: "1.1" }) });
    fill(1_499);
    expect((await real().upsert(RUN, says("new"), CREATING)).kind).toBe("updated");
    expect(github.requests.length).toBeLessThanOrEqual(30);
  });

  it("H8: all pages are read before a comment is created", async () => {
    for (let index = 0; index < 450; index += 1) github.addComment({ issue: 7, body: "chat" });
    expect((await real().upsert(RUN, says("new"), CREATING)).kind).toBe("created");
    expect(operations().filter((operation) => operation === LIST)).toHaveLength(5);
  });

  it("waits for a short rate limit and goes on", async () => {
    github.faults.add({ operation: CREATE, calls: [1], effect: secondaryLimit(1) });
    expect((await real().upsert(RUN, says("text"), CREATING)).kind).toBe("created");
  });

  it("gives up at once when a rate limit is longer than a minute", async () => {
    github.faults.add({ operation: LIST, effect: primaryLimit(3_600) });
    expect(await real().upsert(RUN, says("text"), CREATING)).toMatchObject({
      reason: expect.stringContaining("rate limit"),
    });
    expect(operations()).toEqual([LIST]);
  });

  it("does not comment twice when the answer to the first was lost", async () => {
    github.faults.add({ operation: CREATE, calls: [1], effect: { kind: "lost-reply" } });
    expect((await real().upsert(RUN, says("text"), CREATING)).kind).toBe("created");
    expect(ours()).toEqual(["text"]);
  });

  it("asks nobody without a pull request or a token", async () => {
    expect((await real({ pullRequest: null }).upsert(RUN, says("text"), CREATING)).kind).toBe("skipped");
    expect((await real({ token: null }).upsert(RUN, says("text"), CREATING)).kind).toBe("denied");
    expect(github.requests).toEqual([]);
  });
});
