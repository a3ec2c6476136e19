import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { expectCounts, expectExit } from "./expect-run.ts";
import { hookSdist } from "./hook-sdist.ts";
import { filesBelow, makeStage, type Stage } from "./stage.ts";
import { descendants, isAlive } from "./watch-processes.ts";

/** The build of `slowpkg` waits as long as the file `wait` lies in the home folder, and says so with `waiting`. */
const SLOW = hookSdist("slowpkg", "1.0", [
  "import os, time",
  'home = os.environ["HOME"]',
  'waiting = os.path.exists(os.path.join(home, "wait"))',
  'if waiting: open(os.path.join(home, "waiting"), "w").close()',
  "if waiting: time.sleep(60)",
]);

describe("A build that is cut short", () => {
  let stage: Stage;
  let index: SimpleIndex;

  beforeEach(async () => {
    stage = makeStage();
    index = await startSimpleIndex({ projects: [...buildProjects(), SLOW] });
    stage.write("requirements.txt", "purepkg\nmanypkg\npuresdist\nslowpkg\n");
    stage.write("../home/wait", "");
    mkdirSync(`${stage.root}/tmp`);
  });
  afterEach(async () => {
    stage.remove();
    await index.close();
  });

  async function startSlowBuild() {
    const running = stage.start(["--index-url", index.url, "--json"], { TMPDIR: `${stage.root}/tmp` });
    for (let look = 0; !existsSync(`${stage.home}/waiting`); look += 1) {
      if (look > 600) throw new Error(`the slow build did not begin: ${(await running.done).output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
    return { ...running, children: descendants(running.pid) };
  }

  const leftOver = (): readonly string[] => readdirSync(stage.output).filter((name) => name.startsWith("."));

  it.each(["SIGINT", "SIGTERM"] as const)(
    "I1: ends at once on %s, keeps what was finished and says so",
    async (signal) => {
      const { child, children, done } = await startSlowBuild();
      expect(children.length).toBeGreaterThan(1);
      const begin = performance.now();
      child.kill(signal);
      const run = await done;
      expect(performance.now() - begin).toBeLessThan(5_000);
      expectExit(run, 1);
      expect(children.filter(isAlive)).toEqual([]);
      expect(leftOver()).toEqual([]);

      expect(JSON.parse(run.stdout)).toMatchObject({ complete: false, outcome: "failed" });
      expect(stage.report().findings.find(({ code }) => code === "incomplete")?.message).toContain("cancelled");
      expect(stage.package("slowpkg").status).toBe("skipped");
      expect(stage.wheels().map((name) => name.split("-")[0])).toEqual(["manypkg", "purepkg", "puresdist"]);
      expect(stage.report().targets[0]?.cache.saved).toBe(true);

      await rebuild({ reused: 3, built: 1, downloaded: 0 });
    },
  );

  it("I3: begins afresh after it was killed, and clears away what the dead run left", async () => {
    stage.write("requirements.txt", "purepkg\npuresdist\n");
    expectExit(await stage.build(["--index-url", index.url]), 0);
    stage.write("requirements.txt", "purepkg\npuresdist\nslowpkg\n");
    const { child, children, done } = await startSlowBuild();
    child.kill("SIGKILL");
    expect((await done).signal).toBe("SIGKILL");
    for (const pid of children.filter(isAlive)) process.kill(pid, "SIGKILL");
    expect(leftOver()).toHaveLength(1);
    expect(filesBelow(`${stage.root}`).filter((file) => /wheelhouse\/[^/]*\.whl\.[^/]*$/.test(file))).toEqual([]);
    await rebuild({ reused: 2, built: 1, downloaded: 0 });
    expect(leftOver()).toEqual([]);
  });

  async function rebuild(counts: Parameters<typeof expectCounts>[1]): Promise<void> {
    rmSync(`${stage.home}/wait`);
    expectExit(await stage.build(["--index-url", index.url]), 0);
    expectCounts(stage, counts);
  }
});
