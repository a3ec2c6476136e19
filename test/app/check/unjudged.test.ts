import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCheck } from "../../../src/app/check.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

let index: SimpleIndex;
let folder: string;
beforeAll(async () => {
  index = await startSimpleIndex({ projects: buildProjects() });
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-unjudged-"));
});
afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

async function check(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const raw = {
    "index-url": index.url,
    target: ["cp312-manylinux_2_28_aarch64"],
    requirements: Object.keys(files),
  };
  const options = parseOptions(raw, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const quiet = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };
  const ports = makeCheckPorts({ HOME: folder, PIP_CONFIG_FILE: "/dev/null" }, quiet, new AbortController().signal);
  const { report } = await runCheck(options.value.check, { ...ports, cacheFolder: null });
  return report;
}

it("says which lines no index can tell anything of, and does not blame an index for them", async () => {
  const { targets, findings } = await check({
    "requirements.txt": [
      "-e ./src/app",
      "./wheels/foo-1.0-py3-none-any.whl",
      "git+https://git.example/team/bar.git@v1#egg=bar",
      "local @ file:///nowhere/local-1.0.tar.gz",
      './other ; sys_platform == "win32"',
      "purepkg",
    ].join("\n"),
  });
  expect(targets[0]?.packages.map(({ name }) => name)).toEqual(["purepkg"]);
  expect(findings.map(({ code, title, places }) => [code, title, places.map(({ line }) => line)])).toEqual([
    ["closure-incomplete", "4 requirements were not judged", [1, 2, 3, 4]],
  ]);
});

it("writes lines of requirements files into the recommended ones, and nothing of a Dockerfile", async () => {
  await check({
    Dockerfile: "FROM x\nRUN pip install --extra-index-url https://u:hunter2@h.example/simple purepkg\n",
    "requirements.txt": "purepkg\n",
  });
  const written = await readFile(join(folder, ".wheelhouse/recommended_requirements.in"), "utf8");
  expect(written.split("\n")[0]).toBe("purepkg");
  expect(written).not.toContain("hunter2");
});

it("judges a wheel by the name in its address", async () => {
  const { targets } = await check({
    "requirements.txt": `${index.url}/../files/bar-1.0-cp312-cp312-manylinux_2_17_x86_64.whl\n`,
  });
  const [only] = targets[0]?.packages ?? [];
  expect([only?.name, only?.verdict?.outcome]).toEqual(["bar", "NO_ARTIFACT"]);
});

it("does not judge the repository of a lock by the release of the same number", async () => {
  const { targets, findings } = await check({
    "uv.lock": [
      "version = 1",
      '[[package]]\nname = "demo"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "purepkg" }]',
      '[[package]]\nname = "purepkg"\nversion = "1.1.0"\nsource = { git = "https://git.example/purepkg?rev=v1#0123456789abcdef0123456789abcdef01234567" }',
    ].join("\n"),
  });
  expect(targets[0]?.packages).toEqual([]);
  expect(findings.map(({ title, message }) => [title, message.endsWith(": purepkg.")])).toEqual([
    ["A requirement was not judged", true],
  ]);
});

it("does not warn of the index that a lock repeats, and tells pip's options from a project's", async () => {
  const lock = [
    "version = 1",
    '[[package]]\nname = "purepkg"\nversion = "1.1.0"\nsource = { registry = "https://index.example/simple" }',
  ];
  expect((await check({ "uv.lock": lock.join("\n") })).findings.map(({ code }) => code)).not.toContain("index-in-file");
  const project = '[project]\nname = "demo"\nversion = "1"\n[[tool.uv.index]]\nname = "own"\nurl = "URL"\n'.replace(
    "URL",
    index.url,
  );
  const { findings } = await check({ "pyproject.toml": project });
  expect(findings.find(({ code }) => code === "index-in-file")?.message).toContain("pip does not read it");
});
