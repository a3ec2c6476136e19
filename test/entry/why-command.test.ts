import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WhyAnswer, WhyNotAnswer } from "../../src/core/explain/why/answer.ts";
import { cliEnvironment, runCli } from "../e2e/index/run-cli.ts";
import { buildProjects } from "../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../rig/simple-index/simple-index.ts";

const PROGRAM = join(import.meta.dirname, "cli-program.ts");

let index: SimpleIndex;
let folder: string;
beforeAll(async () => {
  index = await startSimpleIndex({ projects: buildProjects() });
  folder = await mkdtemp(join(tmpdir(), "why-command-"));
  await writeFile(join(folder, "requirements.txt"), "chain\nneeds-old\n");
  await writeFile(join(folder, "conflict.txt"), "needs-old\nneeds-new\n");
});
afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

async function wheelhouse(...args: readonly string[]) {
  const given = [...args, "--index-url", index.url, "--target", "linux/arm64", "--python", "3.12"];
  const env = cliEnvironment(folder, { NODE_NO_WARNINGS: "1" });
  const { code, stdout, stderr } = await runCli(given, { cwd: folder, env, cli: PROGRAM });
  return { code, stdout, stderr };
}

describe("wheelhouse why", () => {
  it("tells who brings a package in, and what keeps it from being newer", async () => {
    const { code, stdout, stderr } = await wheelhouse("why", "Shared_Lib");
    expect({ code, stdout }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stdout": "cp312-manylinux_2_28_aarch64
        shared-lib 1.0 is taken, because
        └─ requirements.txt:2  needs-old
           └─ needs-old 1.0 needs shared-lib<2

        Newer versions, and why none of them is taken
        └─ shared-lib 2.0 is ruled out: needs-old 1.0 needs shared-lib<2
      ",
      }
    `);
    expect(stderr).toContain("Solving for cp312-manylinux_2_28_aarch64");
  });

  it("prints one object with --json, and writes no files", async () => {
    const { code, stdout } = await wheelhouse("why", "purepkg", "-r", "requirements.txt", "--json");
    const answer: WhyAnswer = JSON.parse(stdout);
    expect(answer).toMatchObject({ question: "why", package: "purepkg", targets: [{ kind: "taken" }] });
    expect(code).toBe(0);
  });

  it("has no answer when the lines conflict", async () => {
    const { code, stdout } = await wheelhouse("why", "shared-lib", "-r", "conflict.txt");
    expect(code).toBe(1);
    expect(stdout).toContain("needs-new 1.0 needs shared-lib>=2  (conflicts with shared-lib<2 above)");
  });

  it.each([
    ["a version", ["why", "purepkg==1.0"]],
    ["two packages", ["why", "purepkg", "chain"]],
    ["no package", ["why"]],
    ["what is no requirement", ["why-not", "purepkg=>1"]],
    ["a file that is not there", ["why", "purepkg", "-r", "absent.txt"]],
  ])("refuses %s", async (_what, args) => {
    expect((await wheelhouse(...args)).code).toBe(2);
  });
});

describe("wheelhouse why-not", () => {
  it("explains what stands against a version", async () => {
    expect(await wheelhouse("why-not", "shared-lib==2.0")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("asked for on the command line  shared-lib==2.0"),
    });
  });

  it("tells what is taken anyway, as JSON", async () => {
    const { code, stdout } = await wheelhouse("why-not", "shared-lib<2", "--json");
    const answer: WhyNotAnswer = JSON.parse(stdout);
    expect(answer.targets).toMatchObject([{ kind: "taken", version: "1.0" }]);
    expect(code).toBe(0);
  });

  it("has no answer when the lines conflict already", async () => {
    const { code, stdout } = await wheelhouse("why-not", "purepkg==1.0", "-r", "conflict.txt");
    expect(code).toBe(1);
    expect(stdout).toContain("This could not be told: the lines themselves cannot hold together.");
  });
});
