import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCheck } from "../../../src/app/check.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import type { RawOptions } from "../../../src/core/options/read-values.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
import { makeSdist, makeWheel, type TestProject } from "../../rig/projects/project.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

const silent = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };
let folder: string;
let index: SimpleIndex | null;
beforeEach(async () => {
  index = null;
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-tools-"));
});
afterEach(async () => {
  await index?.close();
  await rm(folder, { recursive: true });
});

const wheel = (name: string, requires: readonly string[] = []): TestProject => ({
  ...{ name, files: [makeWheel({ name, version: "1.0", requires }, "py3-none-any", { [`${name}.py`]: "" })] },
});

function sdist(name: string, build: readonly string[], requires: readonly string[] = []): TestProject {
  const pyproject = `[build-system]\nrequires = ${JSON.stringify(build)}\n`;
  return { name, files: [makeSdist({ name, version: "1.0", requires }, { "pyproject.toml": pyproject })] };
}

/** Codes of the findings, and the plan, of a check of these lines. */
async function check(lines: string, projects: readonly TestProject[], raw: RawOptions = {}) {
  index = await startSimpleIndex({ projects });
  await writeFile(join(folder, "requirements.txt"), lines.replaceAll("INDEX", index.url));
  const given = { "index-url": index.url, target: ["cp312-manylinux_2_28_aarch64"], ...raw };
  const options = parseOptions(given, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const ports = makeCheckPorts({ HOME: folder, PIP_CONFIG_FILE: "/dev/null" }, silent, new AbortController().signal);
  const { report } = await runCheck(options.value.check, { ...ports, cacheFolder: null });
  const plan = await readFile(join(folder, ".wheelhouse/install-plan.sh"), "utf8");
  const docker = await readFile(join(folder, ".wheelhouse/install-plan.dockerfile"), "utf8");
  const url = index.url;
  return { report, codes: report.findings.map(({ code }) => code), plan: plan.replaceAll(url, "INDEX"), docker };
}

describe("what builds ask for", () => {
  it("is followed over what it needs and what its own build asks for", async () => {
    const found = await check("app\n", [
      sdist("app", ["tool>=1"]),
      wheel("tool", ["helper; python_version > '3'", "never; sys_platform == 'win32'"]),
      sdist("helper", ["backend"]),
      wheel("backend", ["app"]),
    ]);
    const cycle = found.report.findings.find(({ code }) => code === "build-cycle");
    expect(cycle?.packages).toEqual(["app", "backend", "helper", "tool"]);
    expect(cycle?.places).toMatchObject([{ file: "requirements.txt", line: 1 }]);
    expect(found.plan).toContain("exit 1");
  });

  it("has extras, and is no part of the plan where nothing is wrong with it", async () => {
    const well = await check("app\n", [
      ...[sdist("app", ["tool[fast]"]), wheel("tool", ["base", 'app; extra == "slow"']), wheel("base")],
    ]);
    expect(well.codes).not.toContain("build-cycle");
    expect(well.plan).not.toMatch(/tool|base/);
    await index?.close();
    const cyclic = await check("app\n", [
      ...[sdist("app", ["tool[fast]"]), wheel("tool", ["base", 'app; extra == "fast"']), wheel("base")],
    ]);
    expect(cyclic.codes).toContain("build-cycle");
  });

  it("is asked once, though it goes in circles or is not there", async () => {
    const found = await check("app\n", [
      ...[sdist("app", ["a", "gone", "A"]), wheel("a", ["b"]), wheel("b", ["a", "setuptools"])],
    ]);
    expect(found.codes).not.toContain("build-cycle");
    expect(found.report.complete).toBe(true);
    const pages = index?.requests.filter(({ kind }) => kind === "page") ?? [];
    expect(pages.map(({ path }) => path.split("/").at(-2)).toSorted()).toEqual(["a", "app", "b", "gone"]);
  });
});

describe("the plan of a check", () => {
  it("has the options of command line and files, without passwords and by pip's precedence", async () => {
    const lines = [
      "--extra-index-url https://me:secret@wheels.example/simple?token=secret#secret",
      "--find-links ./wheels",
      "--no-binary tool,other",
      "--only-binary :none:",
      "tool",
      "",
    ];
    const { plan, docker } = await check(lines.join("\n"), [sdist("tool", [])], { pre: true });
    expect(plan).toContain(
      'set -- --pre --index-url INDEX --extra-index-url https://wheels.example/simple --find-links ./wheels --no-binary tool,other --only-binary :none: "$@"\n',
    );
    expect(plan + docker).not.toContain("secret");
    expect(plan).toContain("# Names, passwords and queries of indexes are not written here");
    expect(docker).toContain(" --pre --index-url ");
    expect(docker).toContain("# Not carried over, for it is on the machine that made this: --find-links ./wheels\n");
  });

  it("takes an index of a file in the place of the command line's, and --no-index for none", async () => {
    const named = await check("--index-url INDEX\ntool\n", [wheel("tool")], { "index-url": "http://127.0.0.1:1/" });
    expect(named.plan).toContain('set -- --index-url INDEX "$@"\n');
    await index?.close();
    expect((await check("--no-index\ntool\n", [])).plan).not.toContain("INDEX");
  });

  it("has the digests of the files where every package has some, and says it where one has none", async () => {
    const [a, b] = [wheel("a", ["b"]), wheel("b")];
    const [first, second] = [a, b].map(({ files }) => `--hash=sha256:${files[0]?.sha256}`);
    const both = await check(`a==1.0 ${first}\nb==1.0 ${second}\n`, [a, b]);
    expect(both.plan).toContain(`printf '%s\\n' \\\n  'a==1.0 ${first}' \\\n  'b==1.0 ${second}' \\\n  | "`);
    await index?.close();
    const one = await check(`a==1.0 ${first}\n`, [a, b]);
    expect(one.plan).not.toContain("--hash");
    expect(one.plan).toContain("# Hashes are left out, for the files have none of b.\n");
  });
});
