import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCheck } from "../../../src/app/check.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

const lines: string[] = [];
const log = { stage() {}, info: (line: string) => lines.push(line), warning() {}, foreign() {}, debug() {} };

let main: SimpleIndex;
let vendor: SimpleIndex;
let folder: string;
beforeAll(async () => {
  const projects = buildProjects();
  main = await startSimpleIndex({ projects: projects.filter(({ name }) => name === "purepkg") });
  vendor = await startSimpleIndex({ projects: projects.filter(({ name }) => name === "manypkg") });
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-named-"));
});
afterAll(async () => {
  await Promise.all([main.close(), vendor.close()]);
  await rm(folder, { recursive: true });
});

async function check(pyproject: string, target: string) {
  await writeFile(join(folder, "pyproject.toml"), pyproject);
  const raw = { "index-url": main.url, requirements: ["pyproject.toml"], target: [target] };
  const options = parseOptions(raw, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const ports = makeCheckPorts({ HOME: folder, PIP_CONFIG_FILE: "/dev/null" }, log, new AbortController().signal);
  const { report } = await runCheck(options.value.check, { ...ports, cacheFolder: null });
  return report;
}

const project = (source: string, address: string) => `[project]
name = "app"
dependencies = ["purepkg", "manypkg"]
[tool.uv.sources]
manypkg = ${source}
[[tool.uv.index]]
name = "vendor"
url = "${address}"
explicit = true
`;

describe("check of a project that names an index for a package", () => {
  it("asks that index for it and for nothing else", async () => {
    const report = await check(project('{ index = "vendor" }', vendor.url), "cp312-manylinux_2_28_aarch64");
    const found = report.targets[0]?.packages.map(({ name, verdict }) => `${name} ${verdict?.outcome}`);
    expect(found?.toSorted()).toEqual(["manypkg ABI3", "purepkg PURE"]);
    expect(vendor.requests.filter(({ path }) => path.includes("purepkg"))).toEqual([]);
    expect(main.requests.filter(({ path }) => path.includes("manypkg"))).toEqual([]);
  });

  it("asks it only on the targets for which it is named", async () => {
    const source = `[{ index = "vendor", marker = "platform_machine == 'aarch64'" }]`;
    const outcome = async (target: string) => {
      const report = await check(project(source, vendor.url), target);
      return report.targets[0]?.packages.find(({ name }) => name === "manypkg")?.verdict?.outcome;
    };
    expect(await outcome("cp312-manylinux_2_28_aarch64")).toBe("ABI3");
    expect(await outcome("cp312-manylinux_2_28_x86_64")).not.toBe("ABI3");
  });

  it("judges by no index what comes from a repository", async () => {
    const report = await check(
      project('{ git = "https://git.example/manypkg" }', vendor.url),
      "cp312-manylinux_2_28_aarch64",
    );
    expect(report.findings.map(({ code }) => code)).not.toContain("not-found");
    expect(report.targets[0]?.packages.map(({ name }) => name)).not.toContain("manypkg");
    expect(report.findings.map(({ title }) => title)).toContain("A requirement was not judged");
  });

  it("keeps a password in the address of that index to itself", async () => {
    lines.length = 0;
    const address = vendor.url.replace("://", "://user:canary-secret@");
    const report = await check(project('{ index = "vendor" }', address), "cp312-manylinux_2_28_aarch64");
    expect(report.targets[0]?.packages.map(({ name }) => name)).toContain("manypkg");
    expect(JSON.stringify(report) + lines.join("\n")).not.toContain("canary-secret");
  });
});
