import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { replaceFiles } from "../../src/adapters/node/replace-files.ts";
import type { FixWay } from "../../src/app/fix/ports.ts";
import { type FixOutcome, runFix } from "../../src/app/fix.ts";
import { parseOptions } from "../../src/core/options/parse.ts";
import type { RawOptions } from "../../src/core/options/read-values.ts";
import { BuildReportSchema } from "../../src/core/report/schema.ts";
import { makeCheckPorts } from "../../src/entry/check-ports.ts";
import type { ResolverTool, ToolAnswer, ToolQuestion } from "../../src/ports/resolver-tool.ts";
import { makeSdist, makeWheel, type Release, type TestProject } from "../rig/projects/project.ts";
import { type SimpleIndex, startSimpleIndex } from "../rig/simple-index/simple-index.ts";

const ARM = "cp312-manylinux_2_28_aarch64";
const INTEL = "cp312-manylinux_2_28_x86_64";
const INTEL_WHEEL = "cp312-cp312-manylinux_2_17_x86_64";
/** It has a wheel for ARM in 1.0 only; 2.0 can be built. */
const FITS = [makeWheel({ name: "lib", version: "1.0" }, "cp312-cp312-manylinux_2_17_aarch64", {})];
const LIB = { name: "lib", version: "2.0" };
const silent = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };
const CONFLICT = "left==1.0\nshared==2.0\n";

function project(name: string, ...releases: readonly Omit<Release, "name">[]): TestProject {
  return { name, files: releases.map((release) => makeWheel({ name, ...release }, "py3-none-any", {})) };
}

let index: SimpleIndex;
let folder: string;
beforeAll(async () => {
  index = await startSimpleIndex({
    projects: [
      project("left", { version: "1.0", requires: ["shared<2"] }, { version: "2.0", requires: ["shared>=2"] }),
      project("shared", { version: "1.0" }, { version: "2.0" }),
      {
        name: "lib",
        files: [...FITS, makeWheel({ name: "lib", version: "2.0" }, INTEL_WHEEL, {}), makeSdist(LIB, {})],
      },
      project("modern", { version: "1.0", requiresPython: ">=3.13" }),
      { name: "hard", files: [makeWheel({ name: "hard", version: "1.0" }, INTEL_WHEEL, {})] },
      project("user", { version: "1.0", requires: ["lib>=2"] }, { version: "0.9", requires: ["lib"] }),
    ],
  });
});
afterAll(() => index.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-fix-"));
});
afterEach(() => rm(folder, { recursive: true }));

interface FakeTool extends ResolverTool {
  readonly questions: ToolQuestion[];
}

/** An installer that answers by what the requirements file says. */
function tool(name: "pip" | "uv", answer: (text: string, question: ToolQuestion) => ToolAnswer["state"]): FakeTool {
  const questions: ToolQuestion[] = [];
  return {
    name,
    questions,
    find: async () => ({ version: "9.9" }),
    resolve: async (question) => {
      questions.push(question);
      const texts = question.requirements.map((path) => new TextDecoder().decode(question.files.get(path)));
      const state = answer(texts.join(""), question);
      const pins = new Map(state === "resolved" ? [["left", "1.0"]] : []);
      return { state, version: "9.9", way: "asked", pins, text: `${name} says ${state}\n`, seconds: 0 };
    },
  };
}

function absent(name: "pip" | "uv"): ResolverTool {
  return {
    name,
    find: async () => ({ reason: `No ${name} was found.` }),
    resolve: () => Promise.reject(new Error("asked although it is not there")),
  };
}

async function fix(
  requirements: string,
  tools: readonly ResolverTool[],
  way: Partial<FixWay> = {},
  raw: RawOptions = {},
): Promise<FixOutcome> {
  await writeFile(join(folder, "requirements.txt"), requirements);
  const given = { requirements: ["requirements.txt"], "index-url": index.url, target: [ARM], ...raw };
  const options = parseOptions(given, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const environment = { HOME: folder, PIP_CONFIG_FILE: "/dev/null" };
  const ports = makeCheckPorts(environment, silent, new AbortController().signal);
  const outcome = await runFix(
    options.value.check,
    { verify: "auto", write: false, ...way },
    { ...ports, cacheFolder: null, replaceFiles, tools: async () => tools },
  );
  BuildReportSchema.parse(JSON.parse(JSON.stringify(outcome.report)));
  return outcome;
}

const honest = (text: string) => (text === CONFLICT ? "refused" : "resolved");

function disagreements({ report }: FixOutcome) {
  return report.findings.filter(({ code }) => code === "resolver-disagreement");
}

describe("fix", () => {
  it("calls verified what the installer resolved on every target, and asks the user's own first", async () => {
    const [pip, uv] = [tool("pip", honest), tool("uv", honest)];
    const { report, exitCode } = await fix(CONFLICT, [pip, uv], {}, { target: [ARM, INTEL], installer: "uv" });
    expect(report.fixes.map(({ status }) => status)).toEqual(report.fixes.map(() => "verified"));
    expect(report.fixes[0]?.proofs?.map(({ target, tool: { name } }) => `${name} ${target}`)).toEqual([
      `uv ${ARM}`,
      `uv ${INTEL}`,
    ]);
    expect([exitCode, pip.questions.length, disagreements({ report } as FixOutcome).length]).toEqual([1, 0, 0]);
  });

  it("calls nothing verified that was resolved on one target only", async () => {
    const half = tool("pip", (text, { target }) => (target.id === ARM ? honest(text) : "failed"));
    const { report } = await fix(CONFLICT, [half, absent("uv")], {}, { target: [ARM, INTEL] });
    expect(report.fixes.map(({ status }) => status)).not.toContain("verified");
    expect(report.fixes[0]?.unverified).toBe("pip 9.9 could not tell: pip says failed. No uv was found.");
  });

  it("offers nothing where the only way out is to do without every line", async () => {
    const { report, changes, isBroken } = await fix(
      CONFLICT,
      [absent("pip"), absent("uv")],
      {},
      { "exclude-newer": "2020-01-01" },
    );
    expect([report.fixes, changes, isBroken]).toEqual([[], [], true]);
  });

  it("gives an installer less time for the files as they are than for a fix", async () => {
    const pip = tool("pip", honest);
    await fix(CONFLICT, [pip]);
    const [doubt = 0, proof = 0] = pip.questions.map(({ timeoutSeconds }) => timeoutSeconds);
    expect(doubt).toBeLessThan(proof);
  });

  it("asks the other installer where the first cannot tell, unless one was named", async () => {
    const pip = tool("pip", () => "failed");
    const asked = await fix(CONFLICT, [pip, tool("uv", honest)]);
    expect(asked.report.fixes[0]).toMatchObject({ status: "verified", proofs: [{ tool: { name: "uv" } }] });
    const named = await fix(CONFLICT, [pip, tool("uv", honest)], { verify: "pip" });
    expect(named.report.fixes[0]).toMatchObject({ status: "predicted", proofs: [] });
  });

  it("puts what an installer refuses last, never writes it, and quotes the installer", async () => {
    const stubborn = tool("pip", () => "refused");
    const outcome = await fix(CONFLICT, [stubborn], { write: true });
    expect(outcome.written).toEqual([]);
    expect(await readFile(join(folder, "requirements.txt"), "utf8")).toBe(CONFLICT);
    expect(outcome.report.fixes.length).toBeGreaterThan(0);
    expect(outcome.report.fixes.every(({ status }) => status === "predicted")).toBe(true);
    expect(disagreements(outcome)).toHaveLength(outcome.report.fixes.length);
    expect(disagreements(outcome)[0]).toMatchObject({ severity: "warning", excerpt: ["pip says refused"] });

    const choosy = tool("pip", (text) => (text === CONFLICT || text.includes("left==2.0") ? "refused" : "resolved"));
    const { report } = await fix(CONFLICT, [choosy]);
    expect(report.fixes.map(({ status }) => status)).toEqual(["verified", "predicted"]);
    expect(report.fixes[0]?.edits[0]?.before).toBe("shared==2.0");
  });

  it("says so where an installer resolves what we call a conflict", async () => {
    const outcome = await fix(CONFLICT, [tool("pip", () => "resolved")]);
    expect(disagreements(outcome)).toMatchObject([{ target: ARM, excerpt: ["pip says resolved"] }]);
  });

  it.each([
    ["lib==2.0", "lib==1.0"],
    ["user==1.0", "user==0.9"],
    // The user's own line would let 1.0 in; what needs 2.0 does not.
    ["user==1.0\nlib", "user==0.9\nlib"],
  ])("offers another version and the build where a wheel is missing: %s", async (lines, after) => {
    const options = "--only-binary :all:\n";
    const pip = tool("pip", (text) => (text === `${options}${lines}\n` ? "refused" : "resolved"));
    const outcome = await fix(`${options}${lines}\n`, [pip], { write: true });
    const { findings, fixes } = (await fix(`${options}${lines}\n`, [], { verify: "never" })).report;
    expect(findings.find(({ code }) => code === "missing-wheel")?.remedies.at(-1)?.commands).toEqual([
      "--no-binary lib",
    ]);
    expect(fixes.map(({ edits }) => edits.map((edit) => edit.after))).toEqual([
      [after.split("\n")[0]],
      ["--no-binary lib\n"],
    ]);
    expect(await readFile(join(folder, "requirements.txt"), "utf8")).toBe(`${options}${lines}\n`);
    expect(outcome.changes[0]?.after).toBe(`${options}${after}\n`);
    expect([outcome.written, outcome.exitCode, outcome.isBroken]).toEqual([["requirements.txt"], 0, false]);
    expect(outcome.report.fixes).toMatchObject([{ status: "verified", written: true }]);
  });

  it("offers another Python as an option, asks the installer about it there, and writes no file for it", async () => {
    const pip = tool("pip", (_, { target }) => (target.python.minor === 13 ? "resolved" : "refused"));
    const outcome = await fix("modern\n", [pip], { write: true });
    expect(outcome.report.fixes).toMatchObject([
      {
        ...{ title: "Use Python 3.13 instead of 3.12", status: "verified", edits: [] },
        options: [{ option: "--python", before: "3.12", after: "3.13" }],
        proofs: [{ target: ARM.replace("cp312", "cp313"), resolved: true }],
      },
    ]);
    expect([outcome.written, outcome.changes, outcome.exitCode, outcome.isBroken]).toEqual([[], [], 1, true]);
  });

  it("offers the index of a vendor that has the wheel, for every project as installers see it", async () => {
    const wheel = makeWheel({ name: "hard", version: "1.0", requires: ["extra"] }, "py3-none-any", {});
    const vendor = await startSimpleIndex({
      projects: [{ name: "hard", files: [wheel] }, project("extra", { version: "1.0" })],
    });
    const common = { source: "ours", date: "2026-11", note: "Kept for a year." };
    const row = { names: ["hard"], ...common, vendorIndexes: ["ours"] };
    const listed = { key: "ours", url: vendor.url, title: "Our index", for: ["linux/arm64"], ...common };
    await writeFile(join(folder, "own.json"), JSON.stringify({ packages: [row], vendorIndexes: [listed] }));
    const pip = tool("pip", (text) => (text.includes(vendor.url) ? "resolved" : "refused"));
    const outcome = await fix("hard\n", [pip], { write: true }, { knowledge: "own.json" });
    await vendor.close();
    expect(outcome.report.fixes[0]).toMatchObject({ title: "Take hard from Our index too", status: "verified" });
    expect(outcome.changes[0]?.after).toBe(`--extra-index-url ${vendor.url}\nhard\n`);
    expect([outcome.written, outcome.isBroken]).toEqual([["requirements.txt"], false]);
  });

  it("names the conflicts that a fix solves: all of them, on every target", async () => {
    const { report } = await fix(CONFLICT, [], { verify: "never" }, { target: [ARM, INTEL] });
    const ids = report.conflicts.map(({ id }) => id);
    expect(ids).toEqual([`${ARM}/shared`, `${INTEL}/shared`]);
    expect(report.fixes.map(({ conflicts }) => conflicts)).toEqual(report.fixes.map(() => ids));
  });

  it("asks nobody where nothing conflicts, and ends well", async () => {
    const nobody = tool("pip", () => "failed");
    const outcome = await fix("left==2.0\n", [nobody], { write: true });
    expect([outcome.exitCode, outcome.changes, nobody.questions]).toEqual([0, [], []]);
  });

  it("writes the best fix, and reports what holds afterwards", async () => {
    const outcome = await fix(CONFLICT, [tool("pip", honest)], { write: true });
    expect(outcome.written).toEqual(["requirements.txt"]);
    expect(await readFile(join(folder, "requirements.txt"), "utf8")).toBe(outcome.changes[0]?.after);
    expect([outcome.exitCode, outcome.report.conflicts, outcome.report.command]).toEqual([0, [], "fix"]);
    expect(outcome.report.fixes).toMatchObject([{ status: "verified" }]);
  });

  it("changes a pinned line with hashes to those of every file of the new version", async () => {
    const digest = (version: string, ...requires: readonly string[]) =>
      makeWheel({ name: "left", version, requires }, "py3-none-any", {}).sha256;
    const [old, fresh] = [digest("1.0", "shared<2"), digest("2.0", "shared>=2")];
    const shared = makeWheel({ name: "shared", version: "2.0" }, "py3-none-any", {}).sha256;
    const lines = `left==1.0 --hash=sha256:${old}\nshared==2.0 --hash=sha256:${shared}\n`;
    const { changes } = await fix(lines, [], { verify: "never" });
    expect(changes[0]?.after).toBe(lines.replace(`1.0 --hash=sha256:${old}`, `2.0 --hash=sha256:${fresh}`));
  });

  it("writes to a pyproject.toml too, and asks the installer about its lines", async () => {
    await writeFile(
      join(folder, "pyproject.toml"),
      '[project]\nname = "x"\nversion = "1"\ndependencies = ["left==1.0", "shared==2.0"]\n',
    );
    const pip = tool("pip", (text) => (/left==1.0\nshared==2.0/.test(text) ? "refused" : "resolved"));
    const outcome = await fix("", [pip], { write: true }, { requirements: ["pyproject.toml"] });
    expect([outcome.written, outcome.exitCode]).toEqual([["pyproject.toml"], 0]);
    expect(outcome.report.fixes[0]?.status).toBe("verified");
  });
});
