import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import { ACTION, type HarnessWorld, makeWorld } from "./world.ts";
import { AFTER_TEXT, preload } from "./wrap-node.ts";

const DIST = join(dirname(ACTION), "dist");

/** Words that only the chunk of this client holds, and its dependencies. */
const CLIENTS = {
  octokit: /octokit-core\.js/,
  cache: /github\.actions\.results\.api\.v1\.CacheService/,
  artifact: /github\.actions\.results\.api\.v1\.ArtifactService/,
  azure: /azure-storage-blob|storage-blob/,
} as const;

let world: HarnessWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "start-"));
  world = await makeWorld({ "requirements.txt": "purepkg\nneeds-old\n" });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** Notes the chunks that the main thread has loaded when `pattern` is printed, or at the end. */
function noteChunks(file: string, pattern: string): Record<string, string> {
  return preload(
    folder,
    `${AFTER_TEXT}
    const loaded = [];
    const { writeFileSync } = process.getBuiltinModule("node:fs");
    process.getBuiltinModule("node:module").registerHooks({
      load(url, context, next) {
        loaded.push(url.split("/").at(-1));
        return next(url, context);
      },
    });
    const note = () => writeFileSync(${JSON.stringify(file)}, loaded.join("\\n"));
    after(${pattern}, () => { note(); loaded.done = true; });
    process.on("exit", () => { if (!loaded.done) note(); });`,
  );
}

const clientsIn = (file: string) => {
  const chunks = readFileSync(file, "utf8").split("\n");
  const texts = chunks
    .filter((name) => /^(\d+\.)?index\.js$/.test(name))
    .map((name) => readFileSync(join(DIST, name), "utf8"));
  return {
    chunks,
    clients: Object.entries(CLIENTS).flatMap(([name, words]) => (texts.some((text) => words.test(text)) ? [name] : [])),
  };
};

describe("what is loaded", () => {
  it("is nothing of Octokit, cache and artifact clients before the plan is made", async () => {
    const file = join(folder, "plan");
    const result = await world.run({
      event: pullRequestEvent(),
      env: noteChunks(file, "/::group::Resolving/"),
      skipPost: true,
    });
    expect(result.main.exitCode).toBe(0);
    const { chunks, clients } = clientsIn(file);
    expect(chunks).toContain("build.js");
    expect(chunks.length).toBeGreaterThan(5);
    expect(clients).toEqual([]);
  });

  it("is each client once it is needed, so that the list above means something", async () => {
    const file = join(folder, "end");
    const env = noteChunks(file, "/text that is never printed/");
    const result = await world.run({ event: pullRequestEvent(), env, inputs: { comment: "always" }, skipPost: true });
    expect(result.outputs["comment-posted"]).toBe("true");
    // The cache client lives in a worker thread of its own.
    expect(clientsIn(file).clients).toEqual(["octokit", "artifact", "azure"]);
  });

  it("is no client in a post step with nothing to save", async () => {
    const file = join(folder, "post");
    const between = () => ({ env: noteChunks(file, "/text that is never printed/") });
    const result = await world.run({ inputs: { cache: "false", artifact: "false" }, between });
    expect(result.post).toMatchObject({ exitCode: 0, log: expect.stringContaining("Nothing to save") });
    expect(clientsIn(file).clients).toEqual([]);
    expect(readFileSync(file, "utf8")).toContain("post.js");
  });
});

describe("the bundle", () => {
  it("has at most 3.5 MB in all doors but the command line", () => {
    const files = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter(
      (name) => !/^cli(\/|\.js$)/.test(name),
    );
    const bytes = files
      .map((name) => statSync(join(DIST, name)))
      .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(bytes).toBeLessThanOrEqual(3_500_000);
  });
});
