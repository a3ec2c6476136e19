import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BuildReport } from "../../../src/core/report/model.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { makeSdist, makeWheel, type Release, type TestProject } from "../../rig/projects/project.ts";
import { makeToolWorld } from "../../rig/resolver-tools/programs.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type CliRun, cliEnvironment, runCli } from "./run-cli.ts";
import { makeStage, type Stage } from "./stage.ts";

const CLI = resolve(import.meta.dirname, "../../entry/cli-program.ts");
const TARGET = ["--target", "linux/arm64", "--python", "3.12", "--libc", "manylinux_2_28"];
const ON_ARM = 'platform_machine == "aarch64"';
const BACKEND = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n';
const PIP = "26.3";
const UV = "0.13.8";

/** They hold together on Intel machines; on ARM `right` needs another `shared`, and that one another `left`. */
const LINES = ["# what we ship", "left==1.0", "right==2.0  # pinned by hand", "shared==1.0", "alone", ""];

function project(name: string, ...releases: readonly Omit<Release, "name">[]): TestProject {
  return { name, files: releases.map((release) => makeWheel({ name, ...release }, "py3-none-any", {})) };
}

function platformWheel(version: string, machine: string) {
  return makeWheel({ name: "fast", version }, `cp312-cp312-manylinux_2_17_${machine}`, {});
}

let tools: string;
let index: SimpleIndex;
let paths: Readonly<Record<"pip" | "uv", string>>;
beforeAll(async () => {
  tools = mkdtempSync(join(tmpdir(), "wheelhouse-fix-"));
  index = await startSimpleIndex({
    projects: [
      project("alone", { version: "1.0" }),
      project("left", { version: "1.0", requires: ["shared<2"] }, { version: "2.0", requires: ["shared>=2"] }),
      project("right", { version: "2.0", requires: [`shared>=2 ; ${ON_ARM}`] }),
      project("shared", { version: "1.0" }, { version: "2.0" }),
      { name: "fast", files: [platformWheel("1.0", "x86_64"), platformWheel("1.2", "aarch64")] },
      {
        name: "lib",
        files: [
          makeWheel({ name: "lib", version: "1.0" }, "cp312-cp312-manylinux_2_17_aarch64", {}),
          makeWheel({ name: "lib", version: "2.0" }, "cp313-cp313-manylinux_2_17_aarch64", {}),
          makeSdist({ name: "lib", version: "2.0" }, { "pyproject.toml": BACKEND, "backend.py": "" }),
        ],
      },
    ],
  });
  await makeToolWorld(join(tools, "pip"), { pip: PIP });
  await makeToolWorld(join(tools, "uv"), { uv: UV });
  paths = { pip: join(tools, "pip/bin"), uv: join(tools, "uv/bin") };
});
afterAll(async () => {
  await index.close();
  rmSync(tools, { recursive: true });
});

let stage: Stage;
beforeEach(() => {
  stage = makeStage();
  stage.write("requirements.txt", LINES.join("\n"));
});
afterEach(() => stage.remove());

function wheelhouse(command: string, tool: "pip" | "uv", args: readonly string[] = []): Promise<CliRun> {
  const env = { ...cliEnvironment(stage.home), PATH: paths[tool], WHEELHOUSE_CACHE_DIR: join(stage.root, "cache") };
  const argv = [command, "-r", "requirements.txt", ...TARGET, "--index-url", index.url, ...args];
  return runCli(argv, { cwd: stage.project, env, cli: CLI });
}

function requirements(): string {
  return readFileSync(join(stage.project, "requirements.txt"), "utf8");
}

function reportOf({ stdout }: CliRun): BuildReport {
  return BuildReportSchema.parse(JSON.parse(stdout));
}

describe("wheelhouse fix", () => {
  it.each([
    ["pip", PIP],
    ["uv", UV],
  ] as const)(
    "offers what the real %s resolves for the target, as a diff, and writes nothing",
    async (tool, version) => {
      const run = await wheelhouse("fix", tool);
      expect(run.code, run.output).toBe(1);
      expect(run.stdout.replaceAll(/\s+/g, " ")).toContain(`verified: ${tool} ${version}, 4 packages`);
      expect(run.stdout).toContain("-left==1.0\n");
      expect(run.stdout).toContain("+left==2.0\n");
      expect(run.stdout).toContain("+shared==2.0\n");
      expect(run.stdout).toContain(" right==2.0  # pinned by hand\n");
      expect(requirements()).toBe(LINES.join("\n"));
      const codes = stage.report().findings.map(({ code }) => code);
      expect(codes).toContain("conflict");
      expect(codes).not.toContain("resolver-disagreement");
      const recommended = join(stage.output, "recommended_requirements.in");
      expect(readFileSync(recommended, "utf8")).toMatch(/^# was left==1\.0: .*\nleft==2\.0$/m);
      stage.write("requirements.txt", readFileSync(recommended));
      expect((await wheelhouse("check", tool)).code).toBe(0);
    },
  );

  it("writes the verified fix into the file, keeps its mode, and the check that failed is clean", async () => {
    chmodSync(join(stage.project, "requirements.txt"), 0o640);
    expect((await wheelhouse("check", "uv")).code).toBe(1);
    const run = await wheelhouse("fix", "uv", ["--write"]);
    expect(run.code, run.output).toBe(0);
    expect(run.stdout).toContain("Written: requirements.txt. Checked again: no conflict is left.");
    const fixed = LINES.join("\n").replace("left==1.0", "left==2.0").replace("shared==1.0", "shared==2.0");
    expect(requirements()).toBe(fixed);
    expect(statSync(join(stage.project, "requirements.txt")).mode & 0o777).toBe(0o640);
    expect((await wheelhouse("check", "uv")).code).toBe(0);
    for (const [now, before] of [
      ["left==2.0", "left==1.0"],
      ["shared==2.0", "shared==1.0"],
    ] as const) {
      stage.write("requirements.txt", fixed.replace(now, before));
      expect((await wheelhouse("check", "uv")).code, `without ${now}`).toBe(1);
    }
  });

  it("offers another version, another Python and the build where a wheel is missing, in check and in fix", async () => {
    stage.write("requirements.txt", "--only-binary :all:\nlib==2.0\n");
    const [check, fix] = [await wheelhouse("check", "uv", ["--json"]), await wheelhouse("fix", "uv", ["--json"])];
    const titles = ["Change lib==2.0 to lib==1.0", "Use Python 3.13 instead of 3.12", "Build lib from source"];
    expect(reportOf(check).fixes).toMatchObject(titles.map((title) => ({ title, status: "predicted" })));
    // uv is asked for wheels only: of what must be built it cannot tell.
    expect(reportOf(fix).fixes).toMatchObject([
      { title: titles[0], status: "verified" },
      { title: titles[1], status: "verified", proofs: [{ target: "cp313-manylinux_2_28_aarch64" }] },
      { title: titles[2], status: "predicted", unverified: expect.stringContaining("could not tell") },
    ]);
    const remedies = reportOf(check).findings.flatMap((finding) => finding.remedies.map(({ text }) => text));
    expect(remedies).toEqual([
      "Change lib==2.0 to lib==1.0 in requirements.txt:2: 1.0 has a wheel for this target.",
      "Use a Python that it has wheels for: --python 3.13.",
      "Build lib: allow its source in spite of --only-binary.",
    ]);
  });

  it("splits a line where targets have no version in common, as the real uv confirms on each", async () => {
    stage.write("requirements.txt", "# codec\nFast == 1.0  # by hand\n");
    const both = ["--target", "linux/amd64", "--write"];
    const run = await wheelhouse("fix", "uv", both);
    expect(run.code, run.output).toBe(0);
    expect(run.stdout.replaceAll(/\s+/g, " ")).toContain(`verified: uv ${UV}, 1 package`);
    expect(requirements()).toBe(
      '# codec\nFast == 1.2; platform_machine == "aarch64"\nFast == 1.0; platform_machine != "aarch64"  # by hand\n',
    );
    const { pins, fixes } = stage.report();
    expect(fixes[0]?.proofs?.map(({ target, resolved }) => `${target} ${resolved}`)).toEqual([
      "cp312-manylinux_2_28_aarch64 true",
      "cp312-manylinux_2_28_x86_64 true",
    ]);
    expect(pins?.flatMap(({ projects }) => projects.flatMap(({ lines }) => lines))).toEqual([
      'fast==1.2 ; platform_machine == "aarch64"',
      'fast==1.0 ; platform_machine != "aarch64"',
    ]);
  });

  it("says predicted, and why, where no installer can be asked", async () => {
    const run = await wheelhouse("fix", "uv", ["--verify", "pip", "--json"]);
    const [fix] = reportOf(run).fixes;
    expect(fix).toMatchObject({ status: "predicted", unverified: expect.stringContaining("No pip") });
    expect((await wheelhouse("fix", "uv", ["--verify", "never"])).stdout).toContain("fix, predicted: ");
  });
});
