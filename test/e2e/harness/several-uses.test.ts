import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";

let world: HarnessWorld;
beforeEach(async () => {
  world = await makeWorld({ "app.txt": "needs-old\nneeds-new\n", "tools.txt": "purepkg\nshared-lib<1\n" });
});
afterEach(() => world.close());

const event = pullRequestEvent();
const app = { event, runId: 7, stepId: "__octo_wheelhouse", inputs: { requirements: "app.txt", output: "out/app" } };
const tools = {
  event,
  runId: 7,
  stepId: "__octo_wheelhouse_2",
  inputs: { requirements: "tools.txt", output: "out/tools" },
};

describe("two uses of the action in one job", () => {
  it("I14: keep a comment, an output folder and an entry each, one after the other", async () => {
    const [first, second] = [await world.run(app), await world.run(tools)];
    expect([first.main.exitCode, second.main.exitCode]).toEqual([1, 1]);
    expect(world.github.world.comments).toHaveLength(2);
    expect(new Set([first, second].map(({ outputs }) => outputs["comment-id"])).size).toBe(2);
    await world.project.write("app.txt", "needs-old\npuresdist\n");
    await world.project.write("tools.txt", "purepkg\n");
    const results = [await world.run({ ...app, runId: 8 }), await world.run({ ...tools, runId: 8 })];
    expect(results.map(({ conclusion }) => conclusion)).toEqual(["success", "success"]);
    const bodies = world.github.world.comments.map(({ body }) => body.toLowerCase());
    expect(bodies.map((body) => body.includes("resolved"))).toEqual([true, true]);
    expect(world.actions.entries).toHaveLength(2);
    const folders = results.map(({ outputs }) => readdirSync(outputs["wheelhouse-path"] ?? "").length);
    expect(folders).toEqual([4, 2]);
  });

  it("I14: do not get into each other's way at the same time", async () => {
    await world.project.write("app.txt", "purepkg\ncext\n");
    await world.project.write("tools.txt", "purepkg\npuresdist\n");
    const results = await Promise.all([world.run(app), world.run(tools)]);
    for (const { main, post, outputs } of results) {
      expect([main.exitCode, post?.exitCode]).toEqual([0, 0]);
      expect(outputs).toMatchObject({ "built-count": "1", "downloaded-count": "1", "failed-count": "0" });
      expect(existsSync(join(outputs["wheelhouse-path"] ?? "", "wheelhouse.json"))).toBe(true);
    }
    expect(world.actions.entries).toHaveLength(2);
    expect(readdirSync(join(world.project.workspace, "out")).sort()).toEqual(["app", "tools"]);
  });

  it("I14: a second artifact of the same name is one notice that says what to do", async () => {
    const good = { ...app, inputs: { ...app.inputs, requirements: "tools.txt" } };
    await world.project.write("tools.txt", "purepkg\n");
    const [first, second] = [await world.run(good), await world.run(tools)];
    expect(first.outputs["artifact-name"]).toMatch(/^wheelhouse-/);
    expect(second.main.exitCode).toBe(0);
    expect(second.annotations.map(({ level, message }) => [level, message.includes("`artifact`")])).toEqual(
      second.outputs["artifact-name"] === "" ? [["notice", true]] : [],
    );
  });
});

describe("a change of the requirements that is taken back", () => {
  it("costs one build, not one in every run from then on", async () => {
    const built: unknown[] = [];
    for (const requirements of ["purepkg\ncext\n", "purepkg\n", "purepkg\ncext\n", "purepkg\ncext\n"]) {
      await world.project.write("app.txt", requirements);
      const { outputs } = await world.run({ inputs: { requirements: "app.txt" } });
      built.push([outputs["built-count"], outputs["cache-hit"]]);
    }
    expect(built).toEqual([
      ["1", "false"],
      ["0", "false"],
      ["1", "false"],
      ["0", "true"],
    ]);
  });
});
