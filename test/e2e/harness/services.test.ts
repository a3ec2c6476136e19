import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type GithubRest, primaryLimit, secondaryLimit, startGithubRest } from "../../rig/github-rest/index.ts";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import type { ActionResult } from "../../rig/harness/request.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";
import { wrapNode } from "./wrap-node.ts";

let world: HarnessWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "services-"));
  world = await makeWorld({ "requirements.txt": "purepkg\nneeds-old\nneeds-new\n" });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  world.github.faults.clear();
  world.actions.faults.clear();
  world.github.world.comments.length = 0;
});

const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const notices = ({ annotations }: ActionResult) =>
  annotations.flatMap(({ level, message, title }) => (level === "notice" ? [`${title}: ${message}`] : []));
const event = pullRequestEvent();

/** Everything but the surface that has trouble is as always. */
function expectWhole(result: ActionResult): void {
  expect(result.main.log).not.toContain("a bug of ours");
  expect([result.main.exitCode, result.post?.exitCode]).toEqual([1, 0]);
  expect(result.outputs).toMatchObject({ outcome: "failed", "conflicts-count": "1" });
  expect(result.summary).toContain("needs-old");
  expect(result.annotations.filter(({ level }) => level === "error").length).toBeGreaterThan(0);
}

describe("a runner without GitHub's services", () => {
  it("builds and reports; one notice each for what is missing", async () => {
    const result = await world.run({ event, services: { github: world.github } });
    expectWhole(result);
    expect(result.outputs["comment-posted"]).toBe("true");
    expect(notices(result)).toEqual([expect.stringMatching(/no artifact: this runner offers no artifact service/i)]);
    const said = [result.main.log, result.post?.log, result.summary].join("\n");
    expect(said).toContain("this runner offers no cache service");
    expect(result.summary).not.toContain("saved when the job ends");
  });

  it("skips the artifact on an Enterprise Server with one notice", async () => {
    const node = wrapNode(folder, 'process.env.GITHUB_SERVER_URL = "https://ghes.example"; process.exit(await run());');
    const result = await world.run({ event, node });
    expectWhole(result);
    expect(notices(result)).toEqual([expect.stringMatching(/no artifact: .*Enterprise Server/)]);
    expect(world.actions.artifacts).toEqual([]);
  });

  it("says once that the cache or the artifact service fails, and goes on", async () => {
    for (const operation of ["CreateArtifact", "GetCacheEntryDownloadURL", "CreateCacheEntry"]) {
      world.actions.faults.add({
        operation,
        effect: { kind: "status", status: 403, body: { code: "permission_denied", msg: "no" } },
      });
    }
    const result = await world.run({ event });
    expectWhole(result);
    expect(notices(result)).toHaveLength(1);
    expect(notices(result)[0]).toMatch(/no artifact/);
  });
});

describe("a cache that is off", () => {
  it("is not asked, and no report promises that anything will be saved", async () => {
    const before = world.actions.requests.length;
    await world.project.write("good.txt", "purepkg\n");
    const result = await world.run({ inputs: { requirements: "good.txt", cache: "false", artifact: "false" } });
    expect([result.main.exitCode, result.post?.exitCode]).toEqual([0, 0]);
    expect(world.actions.requests).toHaveLength(before);
    expect(result.summary).toContain("The cache is off (cache: false).");
    expect(result.summary).not.toContain("saved when the job ends");
  });
});

describe("a comment that GitHub does not take", () => {
  it("C13: is too long: a notice, and the summary has the report", async () => {
    const small = await startGithubRest({ maxBody: 50 });
    small.addPullRequest({ number: 7 });
    const result = await world.run({ event, services: { actions: world.actions, github: small } });
    await small.close();
    expectWhole(result);
    expect(result.outputs).toMatchObject({ "comment-posted": "false", "comment-id": "" });
    expect(notices(result)).toEqual([expect.stringContaining("too long; the job summary has the whole report")]);
  });

  it.each([
    ["the hour's requests are used up", primaryLimit(3_600), /rate limit/],
    ["too much was written at once", secondaryLimit(600), /rate limit/],
    ["GitHub is down", { kind: "status", status: 502 }, /answered with status 502/],
    ["the conversation is locked", { kind: "status", status: 403, body: { message: "issue is locked" } }, /locked/],
  ] as const)("is one notice when %s", async (_when, effect, text) => {
    for (const method of ["GET", "POST"]) world.github.faults.add({ operation: `${method} ${COMMENTS}`, effect });
    const result = await world.run({ event, inputs: { artifact: "false", cache: "false" } });
    expectWhole(result);
    expect(result.outputs["comment-posted"]).toBe("false");
    expect(notices(result)).toEqual([expect.stringMatching(text)]);
    expect(result.main.seconds).toBeLessThan(60);
  });

  it("waits for a limit that is short", async () => {
    world.github.faults.add({ operation: `POST ${COMMENTS}`, calls: [1], effect: secondaryLimit(1) });
    const before = world.github.requests.filter(({ operation }) => operation === `POST ${COMMENTS}`).length;
    const result = await world.run({ event, inputs: { artifact: "false", cache: "false" } });
    expectWhole(result);
    expect(world.github.requests.filter(({ operation }) => operation === `POST ${COMMENTS}`)).toHaveLength(before + 1);
  });
});

describe("no pull request at all", () => {
  it("makes no comment and no fuss", async () => {
    const github: GithubRest = await startGithubRest();
    const result = await world.run({ services: { actions: world.actions, github } });
    expectWhole(result);
    expect([result.outputs["comment-posted"], github.requests.length, notices(result)]).toEqual(["false", 0, []]);
    await github.close();
  });
});
