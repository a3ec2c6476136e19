import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { stringify } from "yaml";
import { startActionsService } from "./actions-service/index.ts";
import { startGithubRest } from "./github-rest/index.ts";
import { pullRequestEvent } from "./harness/events.ts";
import { holds } from "./harness/expressions.ts";
import { makeProject, type Project } from "./harness/project.ts";
import { type ActionRequest, runAction } from "./harness/run-action.ts";

let project: Project;
let actions: string;
let count = 0;

beforeAll(async () => {
  project = await makeProject({ "requirements.txt": "demo\n" });
  actions = await mkdtemp(join(tmpdir(), "toy-actions-"));
});
afterAll(async () => {
  await project.remove();
  await rm(actions, { recursive: true });
});

interface Toy {
  readonly main: string;
  readonly post?: string;
  readonly postIf?: string;
  readonly inputs?: Record<string, { default?: string }>;
}

const HEAD = 'import { appendFileSync as append, readFileSync as read } from "node:fs";\nconst env = process.env;\n';

async function runToy(toy: Toy, request: Partial<ActionRequest> = {}) {
  count += 1;
  const path = (name: string) => join(actions, `${name}-${count}`);
  await writeFile(`${path("main")}.mjs`, HEAD + toy.main);
  await writeFile(`${path("post")}.mjs`, HEAD + (toy.post ?? ""));
  const post = toy.post === undefined ? {} : { post: `post-${count}.mjs`, "post-if": toy.postIf ?? "always()" };
  const runs = { using: "node24", main: `main-${count}.mjs`, ...post };
  await writeFile(`${path("action")}.yml`, stringify({ name: "Toy", inputs: toy.inputs ?? {}, runs }));
  return await runAction({ action: `${path("action")}.yml`, workspace: project.workspace, ...request });
}

describe("the environment of an action", () => {
  it("holds what the runner sets, and of this machine only PATH and HOME", async () => {
    vi.stubEnv("A_LEAK", "yes");
    const { main } = await runToy({
      main: "console.log(JSON.stringify({ env, cwd: process.cwd(), node: process.version }));",
    });
    vi.unstubAllEnvs();
    const { env, cwd, node } = JSON.parse(main.stdout) as { env: Record<string, string>; cwd: string; node: string };
    expect(cwd).toBe(project.workspace);
    expect(node).toMatch(/^v24\./);
    const foreign = Object.keys(env).filter((name) => !/^(GITHUB_|RUNNER_|CI$|PATH$|HOME$)/.test(name));
    expect(foreign).toEqual([]);
    expect(env).toMatchObject({
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: "octo/repo",
      GITHUB_REF: "refs/heads/main",
      GITHUB_WORKSPACE: project.workspace,
      RUNNER_OS: "Linux",
      RUNNER_ARCH: "X64",
    });
    expect(env.GITHUB_TOKEN).toBeUndefined();
  });

  it("holds inputs with defaults and expressions filled in, hyphens kept", async () => {
    const expression = (name: string) => `\${{ ${name} }}`;
    const inputs = {
      "github-token": { default: expression("github.token") },
      "report name": { default: `${expression("runner.os")} ${expression("github.ref_name")}` },
      target: { default: "linux/arm64" },
      nothing: {},
    };
    const main = 'console.log(JSON.stringify(Object.entries(env).filter(([name]) => name.startsWith("INPUT_"))));';
    const result = await runToy({ main, inputs }, { inputs: { target: "linux/amd64" } });
    expect(Object.fromEntries(JSON.parse(result.main.stdout) as [string, string][])).toEqual({
      "INPUT_GITHUB-TOKEN": result.token,
      INPUT_REPORT_NAME: "Linux main",
      INPUT_TARGET: "linux/amd64",
      INPUT_NOTHING: "",
    });
    expect(result.main.log).not.toContain(result.token);
    await expect(runToy({ main, inputs }, { inputs: { targets: "x" } })).rejects.toThrow("has no input targets");
  });

  it("points at the services that were given, and at the pull request", async () => {
    const [service, github] = await Promise.all([startActionsService(), startGithubRest()]);
    const main = "console.log(JSON.stringify({ env, event: JSON.parse(read(env.GITHUB_EVENT_PATH, 'utf8')) }));";
    const event = pullRequestEvent({ headRepository: "fork/repo" });
    const services = { actions: service, github };
    const result = await runToy({ main }, { services, event, cacheMode: "read", runnerArch: "ARM64", debug: true });
    await Promise.all([service.close(), github.close()]);
    const { env, event: payload } = JSON.parse(result.main.stdout) as {
      env: Record<string, string>;
      event: { pull_request: { head: { repo: { fork: boolean } } } };
    };
    expect(env).toMatchObject({
      ACTIONS_RESULTS_URL: service.url,
      ACTIONS_CACHE_URL: service.url,
      ACTIONS_CACHE_SERVICE_V2: "True",
      ACTIONS_CACHE_MODE: "read",
      ACTIONS_RUNTIME_TOKEN: result.runtimeToken,
      GITHUB_API_URL: github.url,
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_HEAD_REF: "topic",
      RUNNER_ARCH: "ARM64",
      RUNNER_DEBUG: "1",
    });
    expect(payload.pull_request.head.repo.fork).toBe(true);
    expect(result.main.log).not.toContain(result.runtimeToken);
  });
});

describe("what an action says", () => {
  it("becomes outputs, state, environment and path of the next stage, by file or by the old commands", async () => {
    const main = `append(env.GITHUB_OUTPUT, "plain=1\\nmany<<EOF_1\\na=b\\nEOF\\nEOF_1\\n");
      append(env.GITHUB_STATE, "digest=abc\\n");
      append(env.GITHUB_ENV, "PIP_ARGS=--no-index\\n");
      append(env.GITHUB_PATH, "/opt/first\\n/opt/second\\n");
      console.log("::set-output name=old::yes\\n::save-state name=older::1");`;
    const post = "console.log(JSON.stringify([env.STATE_digest, env.STATE_older, env.PIP_ARGS, env.PATH]));";
    const result = await runToy({ main, post });
    expect(result.outputs).toEqual({ plain: "1", many: "a=b\nEOF", old: "yes" });
    const [digest, older, pip, path] = JSON.parse(result.post?.stdout ?? "") as string[];
    expect([digest, older, pip]).toEqual(["abc", "1", "--no-index"]);
    expect(path).toMatch(/^\/opt\/second:\/opt\/first:/);
  });

  it("fails the step when a file is malformed or a forbidden command or variable is used", async () => {
    for (const line of [
      'append(env.GITHUB_OUTPUT, "no separator\\n")',
      'append(env.GITHUB_OUTPUT, "a<<EOF\\nnever closed\\n")',
      'append(env.GITHUB_ENV, "NODE_OPTIONS=--inspect\\n")',
      'console.log("::set-env name=PATH::/evil")',
    ]) {
      const { main } = await runToy({ main: line });
      expect([line, main.exitCode, main.conclusion]).toEqual([line, 0, "failure"]);
    }
  });

  it("shows at most 10 annotations of a level, cut at 4,096 characters, from both streams", async () => {
    const main = `for (let i = 0; i < 12; i += 1) console.log("::error file=a.txt,line=" + (i + 1) + ",col=2,title=T::" + "x".repeat(5000));
      console.error("::warning::w%0Aw"); console.log("::notice::n");`;
    const { main: stage, annotations } = await runToy({ main });
    expect(annotations).toHaveLength(12);
    expect(stage.droppedAnnotations).toBe(2);
    const first = { level: "error", file: "a.txt", line: 1, column: 2, endLine: null, title: "T" };
    expect(annotations.find(({ level }) => level === "error")).toEqual({ ...first, message: "x".repeat(4096) });
    expect(annotations.find(({ level }) => level === "warning")?.message).toBe("w\nw");
  });

  it("is masked from the line of the mask on, in log and summary, and not by a stopped command", async () => {
    const main = `console.log("hunter2\\n::stop-commands::token-1\\n::add-mask::open\\n::token-1::\\n::add-mask::hunter2\\nhunter2 open");
      append(env.GITHUB_STEP_SUMMARY, "# hunter2\\n");`;
    const { main: stage, post, summary } = await runToy({ main, post: 'console.log("hunter2");' });
    const lines = [
      "hunter2",
      "::stop-commands::token-1",
      "::add-mask::open",
      "::token-1::",
      "::add-mask::***",
      "*** open",
    ];
    expect(stage.log.split("\n")).toEqual(lines);
    expect(summary).toBe("# ***\n");
    expect(post?.log).toBe("***");
  });

  it("loses a summary of more than 1 MiB, with an error annotation and nothing else", async () => {
    const { main, summary } = await runToy({ main: 'append(env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024 + 1));' });
    expect([summary, main.conclusion]).toEqual(["", "success"]);
    expect(main.annotations.map(({ message }) => message)).toEqual([
      "$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k.",
    ]);
    const fits = await runToy({ main: 'append(env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024));' });
    expect(fits.summary).toHaveLength(1024 * 1024);
  });
});

describe("the post stage", () => {
  const fail = { main: "process.exitCode = 3;", post: "" };

  it("runs after a failure with always(), and not with success()", async () => {
    const always = await runToy(fail);
    expect([always.main.exitCode, always.conclusion, always.post?.exitCode]).toEqual([3, "failure", 0]);
    expect((await runToy({ ...fail, postIf: "success()" })).post).toBeNull();
    expect((await runToy({ ...fail, postIf: "!cancelled() && failure()" })).post?.conclusion).toBe("success");
    expect((await runToy(fail, { skipPost: true })).post).toBeNull();
  });

  it("evaluates post-if as GitHub does, and refuses what it does not know", () => {
    expect(holds("success() || failure()", "failure")).toBe(true);
    expect(holds("success() || failure() && cancelled()", "failure")).toBe(false);
    expect(holds("!(success() || failure())", "cancelled")).toBe(true);
    expect(() => holds("env.A == 'x'", "success")).toThrow('cannot evaluate "env.A ==');
    expect(() => holds("success() failure()", "success")).toThrow("cannot evaluate");
  });

  it("sees what later steps changed", async () => {
    const post = "console.log(JSON.stringify([env.STATE_digest, read('between.txt', 'utf8'), env.LATER]));";
    const result = await runToy(
      { main: 'append(env.GITHUB_STATE, "digest=abc\\n");', post, postIf: "failure()" },
      {
        async between(main) {
          await project.write("between.txt", main.state.digest ?? "");
          return { state: { digest: "forged" }, env: { LATER: "1" }, failed: true };
        },
      },
    );
    expect(JSON.parse(result.post?.stdout ?? "")).toEqual(["forged", "abc", "1"]);
  });
});

describe("cancelling", () => {
  const waiting = 'console.log("started"); setInterval(() => {}, 1000);';

  it("sends SIGINT to the action alone, finds what it left running, and still runs post", async () => {
    const main = `import { spawn } from "node:child_process";
      process.on("SIGINT", () => { console.log("interrupted"); process.exit(130); });
      spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore", detached: false });
      ${waiting}`;
    const result = await runToy({ main, post: 'console.log("saved");' }, { cancel: { when: /started/ } });
    expect([result.main.exitCode, result.main.conclusion, result.conclusion]).toEqual([130, "cancelled", "cancelled"]);
    expect(result.main.stdout).toBe("started\ninterrupted\n");
    expect(result.main.orphans.map(({ command }) => command)).toEqual([expect.stringContaining("setInterval")]);
    expect(result.post?.stdout).toBe("saved\n");
    // A process that was killed has no environment, even before somebody has reaped it.
    const environment = () => readFile(`/proc/${result.main.orphans[0]?.pid}/environ`, "utf8").catch(() => "");
    await vi.waitFor(async () => expect(await environment()).toBe(""));
  });

  it("goes on to SIGTERM and SIGKILL for an action that does not listen", async () => {
    const deaf = `process.on("SIGINT", () => console.log("int")); process.on("SIGTERM", () => console.log("term")); ${waiting}`;
    const { main } = await runToy({ main: deaf }, { cancel: { when: /started/, grace: [150, 150] } });
    expect([main.stdout, main.exitCode, main.signal]).toEqual(["started\nint\nterm\n", null, "SIGKILL"]);
    const untouched = await runToy({ main: waiting }, { cancel: { when: 300, grace: [5000, 5000] } });
    expect([untouched.main.signal, untouched.main.seconds < 5]).toEqual(["SIGINT", true]);
  });
});
