import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import type { ActionResult } from "../../rig/harness/request.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";

let world: HarnessWorld;
beforeAll(async () => {
  world = await makeWorld({ "requirements.txt": "purepkg\ncext\n" });
});
afterAll(() => world.close());

const pullRequest = { event: pullRequestEvent() };

async function reportOf(result: ActionResult) {
  return BuildReportSchema.parse(JSON.parse(await readFile(result.outputs["report-json"] ?? "", "utf8")));
}

describe("the life of a pull request", () => {
  it("first run: builds, and saves the wheelhouse in post", async () => {
    const result = await world.run(pullRequest);
    expect(result.main.log).not.toContain("a bug of ours");
    expect(result).toMatchObject({ conclusion: "success", main: { exitCode: 0 }, post: { exitCode: 0 } });
    expect(result.outputs).toMatchObject({
      outcome: "findings",
      "cache-hit": "false",
      "built-count": "1",
      "downloaded-count": "1",
    });
    expect(world.actions.entries).toHaveLength(1);
    expect(world.actions.entries[0]?.key).toMatch(/^wheelhouse-v1-linux-/);
    expect(result.summary).toContain("cext");
    expect(world.github.world.comments).toHaveLength(0);
  });

  it("second run: restores it, builds and fetches nothing", async () => {
    const before = world.index.requests.length;
    const result = await world.run(pullRequest);
    expect(result.outputs).toMatchObject({
      "cache-hit": "true",
      "built-count": "0",
      "downloaded-count": "0",
      "reused-count": "2",
    });
    const kinds = world.index.requests.slice(before).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["page"]));
    expect(world.actions.entries).toHaveLength(1);
    const report = await reportOf(result);
    expect(report.targets[0]?.cache).toMatchObject({ hit: true });
  });

  it("a conflict: exit 1, an annotation on the line, a comment that names both requirers", async () => {
    await world.project.write("requirements.txt", "purepkg\nneeds-old\nneeds-new\n");
    const result = await world.run(pullRequest);
    expect(result).toMatchObject({ conclusion: "failure", main: { exitCode: 1 }, post: { exitCode: 0 } });
    expect(result.outputs).toMatchObject({ outcome: "failed", "conflicts-count": "1", "comment-posted": "true" });
    const errors = result.annotations.filter(({ level }) => level === "error");
    expect(errors.map(({ file, line }) => `${file}:${line}`)).toContain("requirements.txt:2");
    const [comment] = world.github.world.comments;
    expect(comment?.body).toContain("needs-old");
    expect(comment?.body).toContain("needs-new");
    expect(comment?.body).toContain("shared-lib");
    expect(result.outputs["comment-id"]).toBe(String(comment?.id));
  });

  it("the next good run turns the same comment to resolved", async () => {
    const [before] = world.github.world.comments;
    await world.project.write("requirements.txt", "purepkg\nneeds-old\n");
    const result = await world.run(pullRequest);
    expect(result.conclusion).toBe("success");
    expect(world.github.world.comments).toHaveLength(1);
    const [after] = world.github.world.comments;
    expect(after?.id).toBe(before?.id);
    expect(after?.body.toLowerCase()).toContain("resolved");
    expect(world.github.violations).toEqual([]);
  });

  it("a good run after that leaves the comment alone", async () => {
    const before = world.github.requests.filter(({ method }) => method === "PATCH").length;
    await world.run(pullRequest);
    expect(world.github.requests.filter(({ method }) => method === "PATCH")).toHaveLength(before);
  });
});

describe("a pull request from a fork", () => {
  it("has no comment, one notice that names the permission, and the same exit code", async () => {
    await world.project.write("requirements.txt", "needs-old\nneeds-new\n");
    const fork = pullRequestEvent({ headRepository: "stranger/repo", number: 8 });
    world.github.addPullRequest({ number: 8 });
    const comments = world.github.world.comments.length;
    const result = await world.run({ event: fork, permissions: { "pull-requests": "read" } });
    expect(result).toMatchObject({ conclusion: "failure", main: { exitCode: 1 } });
    expect(result.outputs["comment-posted"]).toBe("false");
    expect(world.github.world.comments).toHaveLength(comments);
    const notices = result.annotations.filter(({ message }) => message.includes("pull-requests: write"));
    expect(notices.map(({ level }) => level)).toEqual(["notice"]);
    expect(result.summary).toContain("needs-old");
    expect(result.annotations.filter(({ level }) => level === "error").length).toBeGreaterThan(0);
  });
});

describe("what is handed on", () => {
  it("uploads wheelhouse.tgz and report.json as one artifact", async () => {
    await world.project.write("requirements.txt", "purepkg\n");
    const result = await world.run(pullRequest);
    expect(result.outputs["artifact-name"]).toMatch(/^wheelhouse-/);
    expect(world.actions.artifacts.map(({ name }) => name)).toContain(result.outputs["artifact-name"]);
  });

  it("installs from the wheelhouse with pip-args", async () => {
    const result = await world.run(pullRequest);
    expect(result.outputs["pip-args"]).toBe(`--no-index --find-links ${result.outputs["wheelhouse-path"]}`);
    expect(result.outputs["wheelhouse-path"]).toBe(join(world.project.workspace, ".wheelhouse/wheelhouse"));
  });
});
