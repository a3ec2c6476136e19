import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import type { ActionResult } from "../../rig/harness/request.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { watchProcesses } from "../index/watch-processes.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";
import { AFTER_TEXT, preload } from "./wrap-node.ts";

const PASSWORD = "canary-pa55word";
let world: HarnessWorld;
let index: SimpleIndex;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "secrets-"));
  world = await makeWorld({ "requirements.txt": "purepkg\ncext\n" });
  const auth = { username: "reader", password: PASSWORD };
  index = await startSimpleIndex({ projects: buildProjects(), auth });
});
afterAll(async () => {
  await Promise.all([world.close(), index.close()]);
  rmSync(folder, { recursive: true });
});

/** Every text that the action left behind, wherever it may be read later, with the lines that mask. */
function leftovers(result: ActionResult): string {
  const stages = [result.main, result.post].flatMap((stage) =>
    stage === null ? [] : [stage.stdout, stage.stderr, JSON.stringify([stage.outputs, stage.state, stage.env])],
  );
  const output = join(world.project.workspace, ".wheelhouse");
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const blobs = [
    ...world.actions.entries.map(({ blob }) => blob.content),
    ...world.actions.artifacts.map(({ blob }) => blob.content),
  ];
  return [
    ...stages,
    result.summary,
    ...world.github.world.comments.map(({ body }) => body),
    ...world.actions.requests.map(({ path, body }) => `${path} ${JSON.stringify(body)}`),
    ...blobs.map((content) => content?.toString("latin1") ?? ""),
    ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1")),
  ].join("\n");
}

const withoutMasks = (text: string) => text.replaceAll(/^::add-mask::.*$/gm, "");

describe("credentials of an index", () => {
  it("D1: are masked first of all, reach no command line and stay nowhere, in a good run and in a bad one", async () => {
    const url = index.url.replace("//", `//reader:${PASSWORD}@`);
    const watch = watchProcesses(process.pid);
    const good = await world.run({ event: pullRequestEvent(), inputs: { "index-url": url, comment: "always" } });
    await world.project.write("requirements.txt", "needs-old\nneeds-new\n");
    const bad = await world.run({ event: pullRequestEvent(), inputs: { "index-url": url }, debug: true });
    watch.stop();
    expect(good.outputs).toMatchObject({ "built-count": "1", "comment-posted": "true" });
    expect(bad.main.exitCode).toBe(1);
    expect(world.actions.entries).toHaveLength(1);
    expect(world.actions.artifacts.length).toBeGreaterThan(0);
    for (const result of [good, bad]) {
      const [first] = result.main.stdout.split(/\n(?!::add-mask::)/);
      expect(first).toContain(`::add-mask::${PASSWORD}`);
      expect(result.main.masks).toContain(PASSWORD);
      const left = withoutMasks(leftovers(result));
      for (const form of [PASSWORD, Buffer.from(`reader:${PASSWORD}`).toString("base64"), result.token]) {
        expect(left.includes(form)).toBe(false);
      }
    }
    expect(watch.seen.some(({ argv }) => argv.includes("pip"))).toBe(true);
    expect(watch.seen.filter(({ argv }) => argv.join(" ").includes(PASSWORD))).toEqual([]);
    const children = watch.seen.filter(({ argv }) => argv.includes("pip"));
    expect(children.filter(({ environment }) => environment.join("\n").includes(PASSWORD))).toEqual([]);
    expect(index.requests.filter(({ status }) => status === 200).length).toBeGreaterThan(4);
  });
});

describe("a crash of the action", () => {
  const crash = `${AFTER_TEXT}
    const error = new Error("boom https://u:canary-url@index.example/?sig=canary-signature " + process.env["INPUT_GITHUB-TOKEN"]);
    Object.assign(error, { request: { headers: { authorization: "canary-header" } }, env: process.env });`;
  const phases: readonly (readonly [phase: string, script: string, exitCode: number])[] = [
    ["at its start", "after(/add-mask/, () => setTimeout(() => { throw error; }));", 3],
    ["while it resolves", "after(/Resolving/, () => Promise.reject(error));", 3],
    ["while it builds", "after(/Building/, () => setTimeout(() => { throw error; }));", 3],
    ["while it publishes", "after(/No comment/, () => { throw error; });", 0],
  ];

  it.each(phases)("D7: says no secret %s, in debug mode", async (_phase, script, exitCode) => {
    await world.project.write("requirements.txt", "purepkg\ncext\n");
    const env = { ...preload(folder, crash + script), DEPLOY_KEY: "canary-environment" };
    const result = await world.run({ env, debug: true, inputs: { cache: "false" } });
    expect(result.main.exitCode).toBe(exitCode);
    const printed = withoutMasks(`${result.main.stdout}\n${result.main.stderr}`);
    if (exitCode === 3) expect(printed).toContain("a bug of ours");
    expect(printed).not.toContain("canary");
    expect(printed).not.toContain(result.token);
    expect(printed).not.toContain(result.runtimeToken);
    expect(result.post?.exitCode).toBe(0);
  });

  it("D7: prints no signed address of the services in debug mode", async () => {
    const result = await world.run({ debug: true });
    const addresses = world.actions.requests.flatMap(({ path }) => /sig=([^&]+)/.exec(path)?.[1] ?? []);
    expect(addresses.length).toBeGreaterThan(3);
    const printed = `${result.main.stdout}\n${result.post?.stdout}`;
    expect(printed).toContain("::debug::");
    expect(addresses.filter((signature) => withoutMasks(printed).includes(signature))).toEqual([]);
  });

  it("D7: says what is wrong when the runner's files cannot be written, and keeps the exit code", async () => {
    const env = preload(
      folder,
      'process.env.GITHUB_OUTPUT = "/dev/full"; process.env.GITHUB_STATE = "/nowhere/state";',
    );
    const result = await world.run({ env: { ...env, DEPLOY_KEY: "canary-environment" }, debug: true });
    expect(result.main.stdout).not.toContain("canary");
    expect([result.main.exitCode, result.post?.exitCode]).toEqual([0, 0]);
    expect(result.main.log).toContain("Warning: The wheelhouse will not be saved: the runner's state file");
    expect(result.main.log).toMatch(/^Warning: The outputs could not be written: ENOSPC/m);
    expect(result.summary).toContain("Wheelhouse");
  });
});
