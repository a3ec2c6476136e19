import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildOutcome } from "../../src/app/build-outcome.ts";
import { runCheck } from "../../src/app/check.ts";
import { parseOptions } from "../../src/core/options/parse.ts";
import type { RawOptions } from "../../src/core/options/read-values.ts";
import { BuildReportSchema } from "../../src/core/report/schema.ts";
import { makeCheckPorts } from "../../src/entry/check-ports.ts";
import { buildProjects } from "../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../rig/simple-index/simple-index.ts";

const ARM64 = "cp312-manylinux_2_28_aarch64";
const silent = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };

let index: SimpleIndex;
let folder: string;
beforeAll(async () => {
  index = await startSimpleIndex({ projects: buildProjects() });
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-check-"));
});
afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

/** Runs a check of `requirements.txt` in the real index client, against the index of small projects. */
async function check(requirements: string, raw: RawOptions = {}): Promise<BuildOutcome> {
  await writeFile(join(folder, "requirements.txt"), requirements);
  const given = { "index-url": index.url, target: [ARM64], ...raw };
  const options = parseOptions(given, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const ports = makeCheckPorts({ HOME: folder, PIP_CONFIG_FILE: "/dev/null" }, silent, new AbortController().signal);
  const outcome = await runCheck(options.value.check, { ...ports, cacheFolder: null });
  BuildReportSchema.parse(JSON.parse(JSON.stringify(outcome.report)));
  return outcome;
}

function outcomes({ report }: BuildOutcome): Readonly<Record<string, string>> {
  const packages = report.targets.flatMap((target) => target.packages);
  return Object.fromEntries(
    packages.map(({ name, version, verdict }) => [`${name} ${version}`, verdict?.outcome ?? ""]),
  );
}

describe("check", () => {
  it("says of each requirement, and of what it pulls in, whether it has a wheel", async () => {
    const outcome = await check("purepkg\nmanypkg\ncext\nchain\n");
    expect(outcomes(outcome)).toEqual({
      "purepkg 1.1.0": "PURE",
      "manypkg 2.0.0": "ABI3",
      "cext 0.1.0": "SDIST_ONLY",
      "chain 1.0": "PURE",
      "puresdist 0.3.0": "SDIST_ONLY",
    });
    expect(outcome.report.targets[0]?.closure).toMatchObject({ by: "solver" });
    const codes = outcome.report.findings.map(({ code, packages }) => `${code} ${packages.join(",")}`);
    expect(codes.toSorted()).toEqual(["source-build cext", "source-build puresdist", "system-packages cext"]);
    expect(outcome.exitCode).toBe(0);
  });

  it("asks the index once for a name, however many targets there are", async () => {
    const before = index.requests.length;
    const outcome = await check("purepkg\nmanypkg\n", {
      target: [ARM64, "cp312-musllinux_1_2_aarch64", "linux/amd64"],
    });
    expect(outcome.report.targets).toHaveLength(3);
    const pages = index.requests.slice(before).filter(({ kind }) => kind === "page");
    expect(pages).toHaveLength(2);
  });

  it("judges the rest when lines cannot be read, tells them all, and is no success", async () => {
    const outcome = await check("purepkg\nnumpy=>2\nmanypkg\npandas[excel\n");
    expect(outcome.invalid).toMatchObject({ code: "invalid-input", exitCode: 2 });
    expect(outcome.invalid?.places.map(({ line }) => line)).toEqual([2, 4]);
    expect(Object.keys(outcomes(outcome))).toEqual(expect.arrayContaining(["purepkg 1.1.0", "manypkg 2.0.0"]));
    expect(outcome.report.findings.filter(({ code }) => code === "invalid-input")).toHaveLength(2);
  });

  it("with --no-deps looks at the lines alone", async () => {
    const outcome = await check("chain\n", { deps: false });
    expect(outcomes(outcome)).toEqual({ "chain 1.0": "PURE" });
    expect(outcome.report.targets[0]?.closure).toMatchObject({ by: "none" });
  });

  it("tells requirements that cannot hold together, and judges each all the same", async () => {
    const outcome = await check("needs-old\nneeds-new\n");
    expect(outcome.report.findings.map(({ code }) => code)).toContain("conflict");
    expect(outcome.report.conflicts[0]?.project).toBe("shared-lib");
    expect(outcome.report.conflicts[0]?.explanation?.minimal).toBe(true);
    expect(outcome.report.fixes.length).toBeGreaterThan(0);
    for (const fix of outcome.report.fixes) expect(fix.status).toBe("predicted");
    expect(outcome.exitCode).toBe(1);
    expect(Object.keys(outcomes(outcome))).toEqual(["needs-old 1.0", "needs-new 1.0"]);
  });

  it("E9: says 'not checked' of an index that is down, and nothing is missing", async () => {
    const outcome = await check("purepkg\n", { "index-url": "http://127.0.0.1:9/simple/", deps: false });
    expect(outcomes(outcome)).toEqual({ "purepkg null": "UNKNOWN" });
    const codes = outcome.report.findings.map(({ code }) => code);
    expect(codes).toContain("network");
    expect(codes).not.toContain("missing-wheel");
    expect(codes).not.toContain("not-found");
  });

  it("E1: obeys what a file says of indexes, lists each such option, and shows no credential of it", async () => {
    const lines = [
      `--index-url ${index.url.replace("//", "//user:canary@")}`,
      `--extra-index-url ${index.url}`,
      `--find-links ${index.findLinksUrl}`,
      "--trusted-host index.example",
      "purepkg",
    ];
    const outcome = await check(`${lines.join("\n")}\n`, { "index-url": "http://127.0.0.1:9/simple/" });
    expect(outcomes(outcome)).toEqual({ "purepkg 1.1.0": "PURE" });
    const told = outcome.report.findings.filter(({ code }) => code === "index-in-file");
    expect(told.map(({ places }) => places[0]?.line)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(outcome.report)).not.toContain("canary");
    const cut = await check("--no-index\npurepkg\n");
    expect(outcomes(cut)).toEqual({ "purepkg null": "NOT_FOUND" });
  });

  it("E10: runs nothing of an sdist, and takes none where only wheels are allowed", async () => {
    const outcome = await check("envdump\nshouter\n");
    expect(outcomes(outcome)).toEqual({ "envdump 1.0": "SDIST_ONLY", "shouter 1.0": "SDIST_ONLY" });
    expect((await readdir(folder)).toSorted()).toEqual([".wheelhouse", "requirements.txt"]);
    const binary = await check("envdump\n", { "only-binary": [":all:"] });
    expect(outcomes(binary)).toEqual({ "envdump 1.0": "NO_ARTIFACT" });
    expect(binary.report.findings.map(({ code }) => code)).toContain("missing-wheel");
    expect(binary.exitCode).toBe(1);
  });

  it("tells a project that is not for the target's Python", async () => {
    await writeFile(
      join(folder, "pyproject.toml"),
      '[project]\nname = "demo"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = ["purepkg"]\n',
    );
    const outcome = await check("", { requirements: ["pyproject.toml"] });
    await rm(join(folder, "pyproject.toml"));
    const [finding] = outcome.report.findings.filter(({ code }) => code === "requires-python");
    expect(finding).toMatchObject({ severity: "error", places: [{ file: "pyproject.toml", line: 4 }] });
    expect(outcome.exitCode).toBe(1);
  });

  it("writes every file of the report", async () => {
    const outcome = await check("chain\ncext\n");
    expect(outcome.files).toEqual(
      expect.arrayContaining(["report.html", "wheel_availability.txt", "dependency_tree.txt"]),
    );
    const tree = await readFile(join(outcome.output, "dependency_tree.txt"), "utf8");
    expect(tree).toContain("chain 1.0");
    expect(tree).toContain("└── puresdist 0.3.0");
  });
});
