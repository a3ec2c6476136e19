import { existsSync, readdirSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ACTIONS_BOT } from "../../rig/github-rest/index.ts";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { makeWheel } from "../../rig/projects/project.ts";
import { runnerCommands } from "../../rig/runner-commands.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { hookSdist } from "../index/hook-sdist.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";

/** Shouts like `shouter` and then fails, so that what it printed is quoted. */
const HOARSE = hookSdist("hoarse", "1.0", [
  "import sys",
  'lines = ["::add-mask::building", "gcc: foo ##[add-mask]hoarse", "\\u00a0::set-output name=outcome::ok",',
  '  "::save-state name=wheelhouse::{}", "##[set-env name=PATH;]/tmp", "::stop-commands::t", "::add-path::/tmp",',
  '  "::warning::hoarse\\r::error::after a carriage return", "::error file=requirements.txt,line=1::hoarse was here"]',
  "for line in lines:",
  "    print(line, flush=True)",
  "    print(line, file=sys.stderr, flush=True)",
  'raise SystemExit("##[error]hoarse: cannot find -lfoo\\n::error::hoarse failed")',
]);

/** pip prints why a release was yanked, in the index's own words. */
const CRIER = {
  name: "crier",
  files: [
    makeWheel(
      { name: "crier", version: "1.0", yanked: "##[set-output name=outcome;]ok\n::add-mask::crier\n ##[error]cried" },
      "py3-none-any",
      { "crier/__init__.py": "" },
    ),
  ],
};

let world: HarnessWorld;
let index: SimpleIndex;
beforeAll(async () => {
  world = await makeWorld({ "requirements.txt": "shouter\n" });
  index = await startSimpleIndex({ projects: [...buildProjects(), HOARSE, CRIER] });
});
afterAll(async () => {
  await Promise.all([world.close(), index.close()]);
});
beforeEach(() => {
  world.github.world.comments.length = 0;
});

describe("text that would command the runner", () => {
  it.each([
    ["B1", "of a build", "shouter\n", 0],
    ["B2", "of a build that fails", "hoarse\n", 1],
    ["B2", "of an index", "crier==1.0\n", 0],
  ] as const)("%s: is obeyed in no part of the action: %s", async (_row, _whose, requirements, exitCode) => {
    await world.project.write("requirements.txt", requirements);
    const result = await world.run({ inputs: { "index-url": index.url }, debug: true });
    expect(result.main.exitCode).toBe(exitCode);
    const printed = [result.main, result.post].map((stage) => `${stage?.stdout}\n${stage?.stderr}`).join("\n");
    const commands = runnerCommands(printed);
    const kinds = new Set(commands.map(({ command }) => command));
    const own = ["add-mask", "debug", "group", "endgroup", "error", "warning", "notice"];
    expect([...kinds].filter((kind) => !own.includes(kind))).toEqual([]);
    expect([...new Set(commands.flatMap(({ command, data }) => (command === "add-mask" ? [data] : [])))]).toEqual([
      result.token,
    ]);
    const errors = result.annotations.filter(({ level }) => level === "error");
    expect(errors.map(({ title }) => title?.split(" (")[0])).toEqual(exitCode === 0 ? [] : ["hoarse: build failed"]);
    expect(result.outputs.outcome).toBe(exitCode === 0 ? "findings" : "failed");
    expect(result.main.env).toEqual({});
    expect(Object.keys(result.main.state)).toEqual(["wheelhouse"]);
  });

  it("B2: is shown as the text that it is", async () => {
    await world.project.write("requirements.txt", "hoarse\ncrier==1.0\n");
    const result = await world.run({ inputs: { "index-url": index.url } });
    expect(result.main.log).toMatch(/Reason for being yanked: .*set-output name=outcome;.ok/);
    expect(result.summary).toContain("cannot find -lfoo");
    expect(result.annotations.map(({ message }) => message).join("\n")).toContain("foo");
  });
});

describe("a comment with our marker that is not ours", () => {
  it("C4: stays as it is, whoever wrote it, and gets one of our own beside it", async () => {
    await world.project.write("requirements.txt", "needs-old\nneeds-new\n");
    await world.run({ event: pullRequestEvent() });
    const [ours] = world.github.world.comments;
    expect(ours?.user).toEqual(ACTIONS_BOT);
    world.github.world.comments.length = 0;
    const body = ours?.body.replace("needs-old", "forged") ?? "";
    const people = [
      { login: "octocat", type: "User" },
      { login: "github-actions", type: "User" },
      { login: "other-app[bot]", type: "Bot" },
    ] as const;
    for (const user of people) world.github.addComment({ issue: 7, body, user });
    const result = await world.run({ event: pullRequestEvent() });
    const after = world.github.world.comments;
    expect(after.slice(0, 3).map((comment) => [comment.user.login, comment.body])).toEqual(
      people.map(({ login }) => [login, body]),
    );
    expect(after).toHaveLength(4);
    expect(result.outputs["comment-id"]).toBe(String(after[3]?.id));
    expect(world.github.violations).toEqual([]);
  });
});

/** Would leave a file called `pwned` if any shell read it. */
const SHELL = "$(touch pwned)`touch pwned`;touch pwned|touch pwned&\"'\\";

describe("inputs and names that a shell would read", () => {
  it("E3: are inert in every input, and so is the branch", async () => {
    const folder = `my ${SHELL.replaceAll("/", "")} work`;
    await mkdir(join(world.project.workspace, folder), { recursive: true });
    await world.project.write(join(folder, "$(id).txt"), "purepkg\ncext\n");
    const event = pullRequestEvent({ headRef: "$(touch\tpwned)" });
    const result = await world.run({
      event,
      inputs: {
        "working-directory": folder,
        requirements: "$(id).txt",
        output: `out ${SHELL}`,
        artifact: `art ${SHELL}`,
      },
    });
    expect(result.main.log).not.toContain("a bug of ours");
    expect(existsSync(join(world.project.workspace, "pwned"))).toBe(false);
    expect(readdirSync(join(world.project.workspace, folder))).not.toContain("pwned");
    expect(result).toMatchObject({ main: { exitCode: 0 }, post: { exitCode: 0 } });
    expect(result.outputs).toMatchObject({ "built-count": "1", "downloaded-count": "1" });
    expect(result.annotations).toEqual([]);
  });

  it.each([
    ["requirements", 2],
    ["constraints", 2],
    ["python", 2],
    ["target", 2],
    ["libc", 2],
    ["only-binary", 0],
    ["report-name", 2],
    ["image", 2],
    ["comment", 2],
    ["cache", 2],
  ] as const)("E3: input %s made of shell words and a newline does nothing: exit %i", async (name, code) => {
    await world.project.write("requirements.txt", "purepkg\n");
    const result = await world.run({ inputs: { [name]: `${SHELL}\n${SHELL}` }, skipPost: true });
    expect(result.main.log).not.toContain("a bug of ours");
    expect(existsSync(join(world.project.workspace, "pwned"))).toBe(false);
    expect(result.main.exitCode).toBe(code);
  });
});

describe("names of artifacts and reports", () => {
  it("E6: an artifact name with odd characters becomes one that the service takes, another for each", async () => {
    await world.project.write("requirements.txt", "purepkg\n");
    const names: string[] = [];
    for (const artifact of ['a:b"c<d>e|f*g?h\\i/j', 'a:b"c<d>e|f*g?h\\i-j', " a\tb "]) {
      const result = await world.run({ inputs: { artifact }, skipPost: true });
      expect([artifact, result.main.exitCode, result.annotations]).toEqual([artifact, 0, []]);
      names.push(result.outputs["artifact-name"] ?? "");
    }
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[^"<>|*?\\/:\r\n]+$/);
    expect(world.actions.artifacts.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  it("E6: a report name with odd characters is refused in words, before any work", async () => {
    const result = await world.run({ inputs: { "report-name": "a|b--> <!--" } });
    expect(result.main.exitCode).toBe(2);
    expect(result.annotations).toMatchObject([
      { level: "error", message: expect.stringMatching(/^report-name is .*letters, digits, dots/) },
    ]);
  });
});
