import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWheel, type TestProject } from "../../rig/projects/project.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { hookSdist } from "./hook-sdist.ts";
import { copyPip, makeVenv, type Venv } from "./python-venv.ts";
import { cliEnvironment, runCli } from "./run-cli.ts";
import { makeStage, type Stage } from "./stage.ts";

let stage: Stage;
let index: SimpleIndex | null;
let venv: Venv;
beforeEach(() => {
  stage = makeStage();
  index = null;
  venv = makeVenv(join(stage.root, "venv"));
  copyPip(venv);
});
afterEach(async () => {
  stage.remove();
  await index?.close();
});

describe("install-plan.sh, run with the real pip", () => {
  it("builds each package with what its build asks for, in the versions that were resolved", {
    timeout: 60_000,
  }, async () => {
    const code = await check("base==1.0\ntop\nring-a\n", [
      wheels("base", ["1.0", "2.0"]),
      wheels("ring-a", ["1.0"], ["ring-b"]),
      wheels("ring-b", ["1.0"], ["ring-a"]),
      // In isolation the build would get base 2.0.
      hookSdist("mid", "1.0", ["import base, ring_a", 'assert base.VERSION == "1.0"'], {
        build: ["base", "ring-a"],
        requires: ["base", "ring-b"],
      }),
      hookSdist("top", "1.0", ["import mid, base"], { build: ["mid"], requires: ["mid"] }),
    ]);
    expect(code).toBe(0);
    expect(codes()).toContain("dependency-cycle");
    const ended = await runPlan();
    expect(ended.code, ended.output).toBe(0);
    expect(ended.output).toContain("No broken requirements found.");
    const names = "base, mid, top, ring_a, ring_b";
    expect((await run(venv.python, ["-c", `import ${names}; print(base.VERSION)`])).output).toBe("1.0\n");
  });

  it("breaks a cycle of builds with a wheel of another version, where pip alone stops", {
    timeout: 60_000,
  }, async () => {
    const alpha = hookSdist("alpha", "1.0", ["import beta"], { build: ["beta"], requires: ["beta"] });
    const code = await check("alpha\n", [
      { name: "alpha", files: [...wheels("alpha", ["0.9"]).files, ...alpha.files] },
      hookSdist("beta", "1.0", ["import alpha"], { build: ["alpha>=0.5"], requires: ["alpha"] }),
    ]);
    expect(code).toBe(1);
    expect(codes()).toContain("build-cycle");
    const alone = await run(venv.python, ["-m", "pip", "install", "--index-url", index?.url ?? "", "alpha"]);
    expect(alone.code).not.toBe(0);
    const ended = await runPlan();
    expect(ended.code, ended.output).toBe(0);
    expect(ended.output).toContain("No broken requirements found.");
    const versions = "import alpha, beta, importlib.metadata as m; print(m.version('alpha'), m.version('beta'))";
    expect((await run(venv.python, ["-c", versions])).output).toBe("1.0 1.0\n");
  });
});

/** Versions of pure Python that say which they are. */
function wheels(name: string, versions: readonly string[], requires: readonly string[] = []): TestProject {
  const content = (version: string) => ({ [`${name.replace("-", "_")}/__init__.py`]: `VERSION = "${version}"\n` });
  const files = versions.map((version) => makeWheel({ name, version, requires }, "py3-none-any", content(version)));
  return { name, files };
}

/** `wheelhouse check` of the lines against an index with these projects. */
async function check(lines: string, projects: readonly TestProject[]): Promise<number | null> {
  index = await startSimpleIndex({ projects });
  stage.write("requirements.txt", lines);
  const env = { ...cliEnvironment(stage.home), WHEELHOUSE_CACHE_DIR: join(stage.root, "cache") };
  const args = ["check", "--target", "linux/arm64", "--python", "3.12", "--index-url", index.url];
  const { code, output } = await runCli(args, { cwd: stage.project, env });
  if (code !== 0 && code !== 1) throw new Error(output);
  return code;
}

function codes(): readonly string[] {
  return stage.report().findings.map((finding) => finding.code);
}

function runPlan() {
  const script = join(stage.output, "install-plan.sh");
  // What it did is of more use than what it is, where it fails.
  return run(
    "sh",
    [script, "--index-url", index?.url ?? "", "--disable-pip-version-check"],
    readFileSync(script, "utf8"),
  );
}

/** Beside the index, which lives in this process. */
function run(
  program: string,
  args: readonly string[],
  head = "",
): Promise<{ readonly code: number | null; readonly output: string }> {
  const env = { ...cliEnvironment(stage.home), PYTHON: venv.python, PIP_NO_CACHE_DIR: "1" };
  const child = spawn(program, args, { cwd: stage.project, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = head;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((settle, reject) => child.once("error", reject).once("close", (code) => settle({ code, output })));
}
