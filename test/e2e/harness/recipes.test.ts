import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { substitute } from "../../rig/harness/expressions.ts";
import { namedBlock } from "../static/readme-blocks.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";

interface Step {
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

let world: HarnessWorld;
let folder: string;
let venv: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "recipes-"));
  world = await makeWorld({ "requirements.txt": "chain\ncext\n" });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  venv = mkdtempSync(join(folder, "venv-"));
  const { status, stderr } = spawnSync("python3", ["-m", "venv", venv], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
});

const ALL = ["cext-0.1.0", "chain-1.0", "purepkg-1.1.0", "puresdist-0.3.0"];
/** Refuses every connection: what takes a file from the index fails. */
const NO_INDEX = "http://127.0.0.1:9/simple/";

/** A `run:` step in the fresh Python, as the runner starts it: `bash -e` on a file. */
function runStep(script: string, cwd: string, env: Readonly<Record<string, string>> = {}) {
  const file = join(folder, "step.sh");
  writeFileSync(file, script);
  const PATH = [join(venv, "bin"), process.env.PATH].join(delimiter);
  const base = {
    PATH,
    HOME: folder,
    PIP_CONFIG_FILE: "/dev/null",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_RETRIES: "0",
  };
  const bash = ["--noprofile", "--norc", "-e", "-o", "pipefail", file];
  const { status, stdout, stderr } = spawnSync("bash", bash, {
    cwd,
    env: { ...base, PIP_INDEX_URL: NO_INDEX, ...env },
    encoding: "utf8",
  });
  const installed = /^Successfully installed (.*)$/m.exec(stdout)?.[1]?.split(" ").sort() ?? [];
  return { status, installed, text: stdout + stderr };
}

describe("the README's recipes", () => {
  it("install: a later step takes everything from the wheelhouse by `pip-args`", async () => {
    const result = await world.run();
    const steps = parse(namedBlock("README.md", "recipe", "install")) as readonly Step[];
    const { run = "", env = {} } = steps.find(({ run }) => run !== undefined) ?? {};
    const outputs = Object.entries(result.outputs).map(([name, value]) => [`steps.wheelhouse.outputs.${name}`, value]);
    const variables = Object.entries(env).map(([name, value]) => [
      name,
      substitute(value, Object.fromEntries(outputs)),
    ]);
    const step = runStep(run, world.project.workspace, Object.fromEntries(variables));
    expect([step.status, step.installed, step.text]).toEqual([0, ALL, expect.stringContaining("Looking in links")]);
  });

  it("install: works with an output folder that has a blank in its path", async () => {
    const result = await world.run({ inputs: { output: "my wheels" } });
    const step = runStep("python -m pip install $PIP_ARGS -r requirements.txt", world.project.workspace, {
      PIP_ARGS: result.outputs["pip-args"] ?? "",
    });
    expect([step.status, step.installed]).toEqual([0, ALL]);
  });

  it.each([".wheelhouse", "my wheels"])("export-env: a plain pip install takes everything from %j", async (output) => {
    const result = await world.run({ inputs: { "export-env": "true", output } });
    expect(Object.keys(result.main.env).sort()).toEqual(["PIP_FIND_LINKS", "PIP_NO_INDEX"]);
    const plain = "pip install -r requirements.txt";
    expect(runStep(plain, world.project.workspace).status).not.toBe(0);
    const step = runStep(plain, world.project.workspace, result.main.env);
    expect([step.status, step.installed]).toEqual([0, ALL]);
  });

  it("export-env: is not set by default, nor when the build failed", async () => {
    expect((await world.run()).main.env).toEqual({});
    await world.project.write("bad.txt", "needs-old\nneeds-new\n");
    const failed = await world.run({ inputs: { "export-env": "true", requirements: "bad.txt" } });
    expect([failed.main.exitCode, failed.main.env]).toEqual([1, {}]);
  });

  it("artifact: the downloaded zip holds a wheelhouse.tgz that pip installs from", async () => {
    const result = await world.run();
    const artifact = world.actions.artifacts.find(({ name }) => name === result.outputs["artifact-name"]);
    const zip = unzipSync(world.actions.artifacts.at(-1)?.blob.content ?? Buffer.alloc(0));
    expect(artifact?.state).toBe("finalized");
    expect(Object.keys(zip).sort()).toEqual(["report.json", "wheelhouse.tgz"]);
    const elsewhere = mkdtempSync(join(folder, "elsewhere-"));
    for (const [name, bytes] of Object.entries(zip)) writeFileSync(join(elsewhere, name), bytes);
    copyFileSync(join(world.project.workspace, "requirements.txt"), join(elsewhere, "requirements.txt"));
    const step = runStep(namedBlock("README.md", "recipe", "artifact"), elsewhere);
    expect([step.status, step.installed]).toEqual([0, ALL]);
    const names = readdirSync(join(elsewhere, "wheelhouse"));
    expect(names.filter((name) => name.endsWith(".whl"))).toHaveLength(4);
    expect(names).toContain("wheelhouse.json");
  });
});
