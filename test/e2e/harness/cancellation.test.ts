import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { hookSdist } from "../index/hook-sdist.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";

/** Takes a minute to build, with a child of its own that does not listen to SIGINT. */
const SLOW = hookSdist("slowpkg", "1.0", [
  "import subprocess, sys, time",
  'code = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(60)"',
  'subprocess.Popen([sys.executable, "-c", code])',
  "time.sleep(60)",
]);

let world: HarnessWorld;
let index: SimpleIndex;
beforeAll(async () => {
  world = await makeWorld({ "requirements.txt": "purepkg\ncext\nslowpkg\n" });
  index = await startSimpleIndex({ projects: [...buildProjects(), SLOW] });
});
afterAll(async () => {
  await Promise.all([world.close(), index.close()]);
});

/** Processes that work in this folder: what we start knows nothing of the job that it belongs to. */
function processesIn(folder: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) && pid !== process.pid;
      } catch {
        return false;
      }
    });
}

describe("a cancelled job", () => {
  it("keeps and saves the wheels that were finished, and leaves no process behind", async () => {
    const result = await world.run({
      inputs: { "index-url": index.url },
      cancel: { when: /Building slowpkg/, grace: [7_500, 2_500] },
    });
    expect(result).toMatchObject({ conclusion: "cancelled", main: { signal: null }, post: { exitCode: 0 } });
    expect(result.main.exitCode).toBe(1);
    expect(result.main.orphans).toEqual([]);
    expect(processesIn(world.project.parent)).toEqual([]);
    expect(result.outputs).toMatchObject({ outcome: "failed", "built-count": "1", "downloaded-count": "1" });
    expect(result.summary).toContain("cancelled");
    expect(result.post?.log).toContain("Saved the wheelhouse");
    const left = readdirSync(join(world.project.workspace, ".wheelhouse"));
    expect(left.filter((name) => name.startsWith(".work"))).toEqual([]);
  });

  it("is a head start for the next one", async () => {
    await world.project.write("requirements.txt", "purepkg\ncext\n");
    const result = await world.run({ inputs: { "index-url": index.url } });
    expect(result.outputs).toMatchObject({ "built-count": "0", "downloaded-count": "0", "reused-count": "2" });
  });

  it("I1: ends in time at any moment: while pip is asked, resolves and builds", async () => {
    await world.project.write("requirements.txt", "slowpkg\n");
    for (const when of [150, /native, Python/, /Resolving/, /Collecting/] as const) {
      const result = await world.run({
        inputs: { "index-url": index.url },
        cancel: { when, grace: [60_000, 60_000] },
        skipPost: true,
      });
      expect([when, result.main.signal, result.main.annotations.map(({ title }) => title)]).toEqual([
        when,
        null,
        expect.not.arrayContaining(["Wheelhouse: a bug of ours"]),
      ]);
      expect(result.main.exitCode).toBeGreaterThan(0);
      expect(result.main.seconds).toBeLessThan(15);
      expect(processesIn(world.project.parent)).toEqual([]);
    }
  });
});

describe("a job that fails after the action", () => {
  it("saves the wheelhouse all the same", async () => {
    await world.project.write("requirements.txt", "purepkg\npuresdist\n");
    const before = world.actions.entries.length;
    const result = await world.run({ between: () => ({ failed: true }) });
    expect(result).toMatchObject({ conclusion: "failure", main: { exitCode: 0 }, post: { exitCode: 0 } });
    expect(world.actions.entries).toHaveLength(before + 1);
  });
});

describe("a later step that changes what main left", () => {
  it("A18: a wheel that was changed is not saved, and that is said", async () => {
    await world.project.write("requirements.txt", "purepkg\nshared-lib\n");
    const result = await world.run({
      between: async ({ outputs }) => {
        const [wheel = ""] = readdirSync(outputs["wheelhouse-path"] ?? "").filter((name) => name.startsWith("purepkg"));
        await world.project.write(`.wheelhouse/wheelhouse/${wheel}`, "another thing");
        return undefined;
      },
    });
    expect(result.post?.log).toMatch(/purepkg-1\.1\.0-py3-none-any\.whl was not saved/);
    const saved = world.actions.entries.at(-1)?.blob.content;
    expect(saved?.includes("another thing")).toBe(false);
  });

  it("A19: a state that was changed saves nothing", async () => {
    await world.project.write("requirements.txt", "purepkg\nneeds-old\n");
    const before = world.actions.entries.length;
    const result = await world.run({
      between: ({ state }) => ({
        state: { wheelhouse: (state.wheelhouse ?? "").replace(/"manifestSha256":"./, '"manifestSha256":"x') },
      }),
    });
    expect(result.post).toMatchObject({ exitCode: 0, log: expect.stringContaining("Nothing is saved") });
    expect(world.actions.entries).toHaveLength(before);
  });
});
