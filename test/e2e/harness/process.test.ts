import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureTool } from "../../../scripts/ci/tools.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { makeProject } from "../../rig/harness/project.ts";
import type { ActionResult } from "../../rig/harness/request.ts";
import { ACTION, type HarnessWorld, makeWorld } from "./world.ts";
import { AFTER_TEXT, preload, wrapNode } from "./wrap-node.ts";

let world: HarnessWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "process-"));
  world = await makeWorld({ "requirements.txt": "purepkg\npuresdist\n" });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const stray = (pattern: string, how: string) => preload(folder, `${AFTER_TEXT}\nafter(${pattern}, () => ${how});`);
const THROWN = 'setTimeout(() => { throw new Error("stray"); })';
const REJECTED = 'Promise.reject(new Error("stray"))';
const strayLevels = ({ annotations }: ActionResult) =>
  annotations.flatMap(({ level, message }) => (message.includes("stray") ? [level] : []));

describe("an exception that nobody catches", () => {
  it.each([
    ["while the result is unknown", "/Resolving/", THROWN, 3, "error"],
    ["while the result is unknown, as a rejection", "/Collecting/", REJECTED, 3, "error"],
    ["once the result is known", "/No comment/", THROWN, 0, "warning"],
    ["once the result is known, as a rejection", "/No comment/", REJECTED, 0, "warning"],
  ] as const)("I12: in main %s", async (_when, pattern, how, exitCode, level) => {
    const result = await world.run({ env: stray(pattern, how), skipPost: true });
    expect([result.main.exitCode, strayLevels(result)]).toEqual([exitCode, [level]]);
    expect(
      readdirSync(join(world.project.workspace, ".wheelhouse")).filter((name) => name.startsWith(".work")),
    ).toEqual([]);
  });

  it("I12: in post is a warning and never fails the job", async () => {
    const result = await world.run({ between: () => ({ env: stray("/./", THROWN) }) });
    expect(result).toMatchObject({ conclusion: "success", main: { exitCode: 0 }, post: { exitCode: 0 } });
    expect(strayLevels(result)).toEqual(["warning"]);
  });
});

describe("the step's output", () => {
  it.each([
    ["purepkg\npuresdist\n", 0],
    ["needs-old\nneeds-new\n", 1],
  ])("I13: closed by its reader costs no exit code: requirements %j", async (requirements, exitCode) => {
    await world.project.write("requirements.txt", requirements);
    const close = "(child) => child.stdout.once('data', () => child.stdout.destroy())";
    const node = wrapNode(folder, `process.exit(await run(["ignore", "pipe", "pipe"], ${close}));`);
    const result = await world.run({ node });
    expect([result.main.exitCode, result.post?.exitCode]).toEqual([exitCode, 0]);
    expect(result.main.stdout).toBe("");
    expect(result.outputs.outcome === "failed").toBe(exitCode === 1);
    expect(result.summary).toContain("Wheelhouse");
  });
});

describe("the end of the step", () => {
  it("I16: comes although a socket is open", async () => {
    await world.project.write("requirements.txt", "purepkg\n");
    const script = 'import("node:net").then(({ createServer }) => createServer().listen(0, "127.0.0.1"));';
    const result = await world.run({ env: preload(folder, `${script}\nsetInterval(() => {}, 1000);`) });
    expect([result.main.exitCode, result.post?.exitCode]).toEqual([0, 0]);
    expect(result.main.seconds + (result.post?.seconds ?? 0)).toBeLessThan(30);
  });
});

describe("the version of Node", () => {
  it("I17: Node 20, the oldest that is promised, runs main and post", async () => {
    await world.project.write("requirements.txt", "purepkg\npuresdist\n");
    const result = await world.run({ node: ensureTool("node-20") });
    expect(result.main.log).not.toContain("a bug of ours");
    expect(result).toMatchObject({ main: { exitCode: 0 }, post: { exitCode: 0 } });
    expect(result.outputs["packages-count"]).toBe("2");
  });

  it.each(["build.js", "post.js", "cli.js"])("I17: %s tells an older Node what it needs, in one sentence", (door) => {
    const pretend =
      "data:text/javascript,for (const o of [process, process.versions]) Object.defineProperty(o, o === process ? 'version' : 'node', { value: o === process ? 'v18.20.8' : '18.20.8' });";
    const path = join(dirname(ACTION), "dist", door);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", pretend, path], { encoding: "utf8" });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "Wheelhouse needs Node 20 or newer; this is v18.20.8. In a workflow it brings node24: update the runner (2.327.1 or newer).\n",
    );
  });
});

/** What a run says, without what may differ: paths, times, digests of this run. */
function essence(result: ActionResult, workspace: string): unknown {
  const report = BuildReportSchema.parse(JSON.parse(readFileSync(result.outputs["report-json"] ?? "", "utf8")));
  const text = JSON.stringify(report, (key, value: unknown) => (key === "seconds" ? null : value));
  const outputs = { ...result.outputs, "artifact-id": "", "artifact-name": "" };
  const files = readdirSync(result.outputs["wheelhouse-path"] ?? "").sort();
  const lines = [text, JSON.stringify(outputs)].map((line) =>
    line.replaceAll(JSON.stringify(workspace).slice(1, -1), "").replaceAll(/ in \d+ s /g, " in some seconds "),
  );
  return [result.main.exitCode, result.post?.exitCode, lines, files, result.annotations];
}

describe("another machine", () => {
  it("I15: gives the same result in any zone, language, mask, home and path", async () => {
    const files = { "requirements.txt": "purepkg\npuresdist\nyankedpkg==1.1\n" };
    const settings: readonly (readonly [string, Record<string, string>, string])[] = [
      ["plain", {}, "process.exit(await run());"],
      [
        "zone and language",
        { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
        "process.exit(await run());",
      ],
      ["mask", {}, "process.umask(0o077); process.exit(await run());"],
      ["no home", {}, "delete process.env.HOME; process.exit(await run());"],
    ];
    const seen: unknown[] = [];
    for (const [name, env, script] of settings) {
      const project = await makeProject(files);
      const result = await world.run({
        workspace: project.workspace,
        env,
        node: wrapNode(folder, script),
        inputs: { cache: "false" },
      });
      seen.push([name, essence(result, project.workspace)]);
      await project.remove();
    }
    expect(seen.map((one) => (one as unknown[])[1])).toEqual(settings.map(() => (seen[0] as unknown[])[1]));
    expect(JSON.stringify(seen[0])).toContain("[0,0,");
  });

  it("I15: works in a workspace with blanks, a newline and other letters in its path", async () => {
    const project = await makeProject({ "my work\nübung/requirements.txt": "purepkg\ncext\n" });
    const workspace = join(project.workspace, "my work\nübung");
    const first = await world.run({ workspace });
    expect(first.annotations).toEqual([]);
    expect([first.main.exitCode, first.post?.exitCode]).toEqual([0, 0]);
    expect(first.outputs["wheelhouse-path"]).toBe(join(workspace, ".wheelhouse/wheelhouse"));
    const second = await world.run({ workspace });
    expect(second.outputs).toMatchObject({ "cache-hit": "true", "built-count": "0", "downloaded-count": "0" });
    await project.remove();
  });
});
