import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readContext } from "../../../src/adapters/github/context.ts";

const HEAD = "d4e5f6a".padEnd(40, "0");
const MERGE = "a1b2c3d".padEnd(40, "0");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wheelhouse-context-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function contextOf(payload: unknown, environment: Record<string, string> = {}) {
  const path = join(folder, "event.json");
  writeFileSync(path, typeof payload === "string" ? payload : JSON.stringify(payload));
  return readContext({
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: "octo/app",
    GITHUB_SHA: MERGE,
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_RUN_ID: "123",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_RUN_NUMBER: "45",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_WORKFLOW_REF: "octo/app/.github/workflows/ci.yml@refs/pull/7/merge",
    GITHUB_JOB: "wheels",
    ...environment,
  });
}

const pull = (head: object, more: object = {}) => ({
  pull_request: { number: 7, head, base: { repo: { full_name: "octo/app" } }, ...more },
  repository: { default_branch: "main" },
});

describe("the context of a run", () => {
  it("names a pull request by its own head, not by the trial merge", () => {
    expect(contextOf(pull({ sha: HEAD, repo: { full_name: "octo/app" } }))).toEqual({
      repository: "octo/app",
      sha: HEAD,
      ref: "refs/pull/7/merge",
      runId: "123",
      attempt: "2",
      eventName: "pull_request",
      pullRequest: 7,
      isFork: false,
      isDependabot: false,
      defaultBranch: "main",
      workflowFile: ".github/workflows/ci.yml",
      job: "wheels",
      apiUrl: "https://api.github.com",
      repositoryUrl: "https://github.com/octo/app",
      runUrl: "https://github.com/octo/app/actions/runs/123",
      runLabel: "#45, attempt 2",
    });
  });

  it.each([
    ["another repository", { sha: HEAD, repo: { full_name: "eve/app" } }],
    ["a deleted repository", { sha: HEAD, repo: null }],
  ])("knows a pull request from %s as a fork's", (_title, head) => {
    expect(contextOf(pull(head)).isFork).toBe(true);
  });

  it("knows Dependabot by actor and by author", () => {
    const own = pull({ sha: HEAD, repo: { full_name: "octo/app" } }, { user: { login: "dependabot[bot]" } });
    expect(contextOf(own).isDependabot).toBe(true);
    expect(contextOf({}, { GITHUB_ACTOR: "dependabot[bot]" }).isDependabot).toBe(true);
  });

  it("has no pull request on a push", () => {
    const context = contextOf({ repository: { default_branch: "trunk" } }, { GITHUB_EVENT_NAME: "push" });
    expect(context).toMatchObject({ pullRequest: null, isFork: false, sha: MERGE, defaultBranch: "trunk" });
  });

  it("takes a comment on a pull request for that pull request, and one on an issue for none", () => {
    expect(contextOf({ issue: { number: 9, pull_request: {} } }).pullRequest).toBe(9);
    expect(contextOf({ issue: { number: 9 } }).pullRequest).toBeNull();
  });

  it.each([
    ["no JSON", "{"],
    ["a list", []],
    ["wrong types", { pull_request: { number: "7", head: "x", base: 3 }, repository: [] }],
    ["a number that is none", { pull_request: { number: 7.5 } }],
    ["__proto__", '{"__proto__":{"pull_request":{"number":7}}}'],
    ["a sha with shell syntax", pull({ sha: "$(id)", repo: {} })],
  ])("takes a payload with %s for unknown, never for an error", (_title, payload) => {
    const context = contextOf(payload);
    expect(context.sha).toBe(MERGE);
    expect([null, 7]).toContain(context.pullRequest);
  });

  it("E3: keeps a branch with shell syntax as plain text", () => {
    const ref = 'refs/heads/$(id)";`x`\n::error::';
    expect(contextOf({}, { GITHUB_REF: ref }).ref).toBe(ref);
  });

  it("is empty outside of a runner", () => {
    expect(readContext({})).toMatchObject({ repository: "", sha: "", runId: "0", attempt: "1", pullRequest: null });
  });
});
