import { mkdirSync, symlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorOf, expectExit } from "./expect-run.ts";
import { type CliRun, PYTHON, runCli } from "./run-cli.ts";
import { filesBelow, makeStage, type Stage } from "./stage.ts";

/** No test of this file gets as far as asking an index: what is wrong here is known before. */
const NOWHERE = "http://127.0.0.1:1/simple/";

describe("Bad input", () => {
  let stage: Stage;
  let before: readonly string[];

  beforeEach(() => {
    stage = makeStage();
    stage.write("requirements.txt", "purepkg\n");
  });
  afterEach(() => stage.remove());

  const build = (...args: readonly string[]): Promise<CliRun> => {
    before = filesBelow(stage.root);
    return stage.build(["--index-url", NOWHERE, ...args]);
  };

  /** Exit 2 with these words on stderr, nothing on stdout, nothing written. */
  function expectRefusal(run: CliRun, ...words: readonly (string | RegExp)[]): void {
    expectExit(run, 2);
    expect(run.stdout).toBe("");
    for (const word of words) expect(run.stderr).toMatch(word);
    expect(run.stderr).toMatch(/^hint: /m);
    expect(run.stderr).not.toMatch(/^\s+at /m);
    expect(filesBelow(stage.root)).toEqual(before);
  }

  it("names a requirements file that does not exist", async () => {
    expectRefusal(await build("-r", "missing.txt"), /missing\.txt.*there is no such file/);
  });

  it("names a requirements file that cannot be read, and the line that includes one", async () => {
    mkdirSync(`${stage.project}/folder.txt`);
    stage.write("requirements.txt", "purepkg\n-r folder.txt\n");
    expectRefusal(await build(), /folder\.txt.*it is a folder/);
    const error = errorOf(await build("--json"));
    expect(error).toMatchObject({
      code: "unreadable-file",
      places: [{ file: "requirements.txt", line: 2, column: 1 }],
    });
  });

  it("tells the first problems of a file that is no text, and how many more there are", async () => {
    stage.write("requirements.txt", "ab\0\n".repeat(5000));
    const run = await build("-r", "requirements.txt");
    expectRefusal(run, "requirements.txt:1:3: a NUL byte", /^error: And \d+ more of that kind\.$/m);
    expect(run.stderr.split("\n").length).toBeLessThan(30);
  });

  it("says that a requirements file is empty", async () => {
    stage.write("requirements.txt", "# nothing yet\n");
    expectRefusal(await build(), /requirements\.txt: there is no requirement in it/, /-r FILE/);
  });

  it("tells all problems of all files, of the target and of the output folder in one go", async () => {
    stage.write("requirements.txt", "purepkg\n-r more/base.txt\n  bad==>1\n");
    stage.write("more/base.txt", "x ==\n\n--unknown-option y\n");
    const args = ["--target", "linux/pdp11", "--output", "../elsewhere"];
    const places = ["requirements.txt:3:", "more/base.txt:1:", "more/base.txt:3:"];
    expectRefusal(await build(...args), ...places, /linux\/pdp11/, /"\.\.\/elsewhere" is refused/, "linux/arm64");

    const run = await build(...args, "--json");
    expectExit(run, 2);
    const error = errorOf(run);
    expect(error.places.map(({ file, line }) => `${file}:${line}`).sort()).toEqual([
      "more/base.txt:1",
      "more/base.txt:3",
      "requirements.txt:3",
    ]);
    expect(error.problems).toHaveLength(5);
    expect(error.hint).toMatch(/\w/);
  });

  it.each([
    ["E4: refuses the root of the file system", "/", /root of the file system/],
    ["E4: refuses a folder above the working directory", "..", /holds the working directory|leads out/],
    ["E4: refuses a folder beside the working directory", "../beside", /leads out of the working directory/],
    ["E4: refuses a tilde", "~/wheels", /"~" is not expanded/],
    ["E4: refuses a folder in .git", "a/.git/wheels", /lies in \.git/],
    ["E4: refuses the working directory itself", ".", /working directory itself/],
    ["E4: refuses a symbolic link", "link", /is a symbolic link/],
    ["E4: refuses a folder below a symbolic link", "link/below", /is a symbolic link/],
    ["E4: refuses a file where a folder is expected", "requirements.txt", /is no folder/],
    ["E4: refuses a folder below a file", "requirements.txt/below", /is no folder/],
  ])("%s", async (_, output, reason) => {
    mkdirSync(`${stage.root}/target`);
    symlinkSync("../target", `${stage.project}/link`);
    expectRefusal(await build("--output", output), reason, JSON.stringify(output), "--output");
  });

  it("E4: refuses the home folder", async () => {
    expectRefusal(await build("--output", stage.home), /it is the home folder/);
  });

  it.each([
    ["an option that does not exist", ["--no-such-option"], /--no-such-option/],
    ["an option without its value", ["--target"], /--target.*argument missing/],
    ["a word too much", ["surplus"], /too many arguments/],
    ["a choice that does not exist", ["--fail-on", "sometimes"], /--fail-on.*sometimes/],
    ["a libc that does not exist", ["--libc", "glibc"], /--libc.*glibc/],
    ["a Python that is not here", ["--python", "3.99"], /No Python 3\.99 was found; tried/],
    ["an interpreter that is not there", ["--python", "/no/such/python"], /\/no\/such\/python/],
    ["a target that does not exist", ["--target", "linux/pdp11"], /linux\/pdp11/],
  ])("refuses %s, on the terminal and as JSON", async (_, args, reason) => {
    const run = await build(...args);
    expectExit(run, 2);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(reason);

    const asked = await build("--json", ...args);
    expectExit(asked, 2);
    expect(errorOf(asked).message).toMatch(reason);
    expect(errorOf(asked).code).toMatch(/^[a-z-]+$/);
    expect(errorOf(asked).hint).toMatch(/\w/);
    expect(errorOf(asked).places).toEqual([]);
    expect(filesBelow(stage.root)).toEqual(before);
  });

  it("refuses a command that does not exist", async () => {
    const run = await runCli(["biuld"], { cwd: stage.project, env: stage.env });
    expectExit(run, 2);
    expect(run.stderr).toMatch(/biuld/);
    const bare = await runCli([], { cwd: stage.project, env: stage.env });
    expectExit(bare, 2);
    expect(bare.stderr).toContain("Usage: wheelhouse");
  });

  it("prints help and version on stdout, with exit 0", async () => {
    const help = await runCli(["build", "--help"], { cwd: stage.project, env: stage.env });
    expectExit(help, 0);
    for (const option of ["--requirement", "--target", "--index-url", "--no-binary", "--json"]) {
      expect(help.stdout).toContain(option);
    }
    const version = await runCli(["--version"], { cwd: stage.project, env: stage.env });
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
  });

  it("says that no Python can be started", async () => {
    expectRefusal(await stage.build(["--index-url", NOWHERE], { PATH: stage.home }), /No Python was found/, /--python/);
  });

  it("says what to do where a container is needed and Docker is absent", async () => {
    const foreign = process.arch === "arm64" ? "linux/amd64" : "linux/arm64";
    mkdirSync(`${stage.root}/bin`);
    symlinkSync(PYTHON, `${stage.root}/bin/python`);
    before = filesBelow(stage.root);
    const run = await stage.build(["--index-url", NOWHERE, "--target", foreign], { PATH: `${stage.root}/bin` });
    expectRefusal(run, /`docker` was not found on PATH/, /install Docker/);
  });
});
