import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeFiles } from "../../src/adapters/node/files.ts";
import { nodeLogFiles } from "../../src/adapters/node/log-files.ts";
import { runExplain } from "../../src/app/explain.ts";
import type { ExplainOptions } from "../../src/core/options/options.ts";
import { renderComment } from "../../src/core/render/comment.ts";
import { renderText } from "../../src/core/render/text.ts";
import { BuildReportSchema } from "../../src/core/report/schema.ts";
import type { Log } from "../../src/ports/log.ts";

const CASES = join(import.meta.dirname, "../fixtures/logs/pip");
const quiet: Log = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "explain-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const logOf = (name: string) => readFileSync(join(CASES, name, "input.log"));

async function explain(files: Readonly<Record<string, string | Buffer>>, more: Partial<ExplainOptions> = {}) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const options: ExplainOptions = {
    workingDirectory: folder,
    logs: Object.keys(files),
    pipReport: null,
    output: null,
    failOn: "error",
    ...more,
  };
  const ports = { files: nodeFiles, logs: nodeLogFiles, log: quiet, signal: new AbortController().signal };
  const outcome = await runExplain(options, ports);
  expect(BuildReportSchema.safeParse(outcome.report).error).toBeUndefined();
  return outcome;
}

describe("explaining logs", () => {
  it("says what failed, with evidence in the log as the user named it", async () => {
    const { report, exitCode } = await explain({ "logs/pip.log": logOf("conflict") });
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({
      command: "explain",
      outcome: "failed",
      targets: [],
      logs: [{ file: "logs/pip.log", format: "pip", ended: "badly" }],
    });
    expect(report.findings.map(({ code, target }) => [code, target])).toEqual([["conflict", null]]);
    expect(report.findings[0]?.evidence[0]).toMatchObject({ kind: "log", file: "logs/pip.log" });
  });

  it("quotes the part of the log that explains a failed build", async () => {
    const { report } = await explain({ "pip.log": logOf("build-failed-header") });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ code: "build-failed", packages: ["headerbad"] });
    expect(report.findings[0]?.excerpt?.join("\n")).toContain("fatal error: Python.h: No such file or directory");
  });

  it("points at the user's own lines where the log names them and the files agree", async () => {
    const requirements = "# two that disagree\nneeds-old\nneeds-new==1.0\n";
    const logs = ["pip.log"];
    const { report } = await explain({ "pip.log": logOf("conflict"), "requirements.txt": requirements }, { logs });
    expect(report.findings[0]?.places.toSorted((a, b) => a.line - b.line)).toEqual([
      { file: "requirements.txt", line: 2, column: 1 },
      { file: "requirements.txt", line: 3, column: 1 },
    ]);
    expect(report.logs?.[0]?.packages.find(({ name }) => name === "shared-lib")?.requiredBy).toContain("needs-new");
    const moved = await explain({ "requirements.txt": `\n${requirements}` }, { logs });
    expect(moved.report.findings[0]?.places).toEqual([]);
  });

  it("leaves with 0 for a run that ended well", async () => {
    const { report, exitCode } = await explain({ "pip.log": logOf("ok") });
    expect([exitCode, report.outcome, report.complete]).toEqual([0, "ok", true]);
    expect(report.logs?.[0]?.packages.length).toBeGreaterThan(0);
  });

  it("makes one report of several logs", async () => {
    const { report, exitCode } = await explain(
      { "a/pip.log": logOf("conflict"), "b/pip.log": logOf("ok"), "b/other.txt": "no log" },
      { logs: ["*/*.log"] },
    );
    expect(report.logs?.map(({ file, ended }) => [file, ended])).toEqual([
      ["a/pip.log", "badly"],
      ["b/pip.log", "well"],
    ]);
    expect(exitCode).toBe(1);
  });

  it("F9: says that the format is unknown instead of something wrong", async () => {
    const { report, exitCode } = await explain({ "npm.log": "npm ERR! code ELIFECYCLE\nnpm ERR! errno 1\n" });
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([["unknown-format", "warning"]]);
    expect([exitCode, report.outcome]).toEqual([0, "findings"]);
  });

  it.each([
    [
      "make",
      "gcc -c mod.c -o mod.o\nmod.c:1:10: fatal error: Python.h: No such file or directory\n    1 | #include <Python.h>\ncompilation terminated.\nmake: *** [Makefile:4: mod.o] Error 1\n",
      "missing-header",
    ],
    [
      "ninja, with the first error and not the last line",
      "[1/9] Building C object a.o\nFAILED: a.o\na.c:3:10: fatal error: ffi.h: No such file or directory\ncompilation terminated.\n[2/9] Building C object b.o\nninja: build stopped: subcommand failed.\n",
      "missing-header",
    ],
    [
      "python -m build",
      "* Creating isolated environment: venv+pip...\n* Building wheel...\nrunning build_ext\nerror: command 'gcc' failed: No such file or directory\n\nERROR Backend subprocess exited when trying to invoke build_wheel\n",
      "missing-tool",
    ],
  ])("names the first error of a build without an installer: %s", async (_what, text, kind) => {
    const { report, exitCode } = await explain({ "build.log": text });
    expect(report.findings.map(({ code, packages }) => [code, packages])).toEqual([["build-failed", []]]);
    expect(report.findings[0]?.title).toBe(`build.log: build failed (${kind})`);
    expect(report.logs).toMatchObject([{ format: "backend", ended: "badly" }]);
    expect(exitCode).toBe(1);
  });

  it("takes no build that went on after an error for a failed one", async () => {
    const text = `conftest.c:1:10: fatal error: ffi.h: No such file or directory\ncompilation terminated.\n${"checking for it... no\n".repeat(80)}configure: done\n`;
    const { report, exitCode } = await explain({ "build.log": text });
    expect([report.findings.map(({ code }) => code), exitCode]).toEqual([["unknown-format"], 0]);
  });

  it("F7: says that a log ends in the middle, and nothing of what may have come", async () => {
    const whole = logOf("build-ok");
    const { report, exitCode } = await explain({ "pip.log": whole.subarray(0, whole.length / 2) });
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([["incomplete", "warning"]]);
    expect([exitCode, report.complete]).toEqual([0, false]);
  });

  it("C19: shows no credential that a log holds, on no surface and in no file", async () => {
    const canaries = ["user:hunter2canary", "token=querycanary", `ghp_${"canary".repeat(6)}`, "https://tokencanary@"];
    const lines = [
      `git clone https://${canaries[0]}@git.example/x failed: fatal error`,
      `GET https://index.example/simple/?${canaries[1]} 401`,
      `error: bad credentials ${canaries[2]}`,
      `fatal: could not read from ${canaries[3]}git.example/y`,
    ];
    const text = logOf("build-failed-header")
      .toString()
      .replace(/^( +)(src\/mod\.c:.*)$/m, (line, margin: string) =>
        [line, ...lines.map((each) => margin + each)].join("\n"),
      );
    const { report, output, files } = await explain({ "pip.log": text }, { output: "out" });
    expect(report.findings[0]?.excerpt?.join("\n")).toContain("git clone https://****@git.example/x");
    const written = files.map((file) => readFileSync(join(output, file), "utf8")).join("\n");
    const shown = [written, renderText(report, { width: 80, color: false, verbosity: 2 }), renderComment(report).text];
    for (const secret of ["hunter2canary", "querycanary", "canarycanary", "tokencanary"]) {
      expect(shown.join("\n")).not.toContain(secret);
    }
  });

  it("obeys fail-on", async () => {
    const codes = await Promise.all(
      (["never", "warning"] as const).map(async (failOn) => {
        const { exitCode } = await explain({ "npm.log": "npm ERR! errno 1\n" }, { failOn });
        return exitCode;
      }),
    );
    expect(codes).toEqual([0, 1]);
  });

  it("writes the report's files only where a folder is named", async () => {
    expect((await explain({ "pip.log": logOf("ok") })).files).toEqual([]);
    const { files, output } = await explain({ "pip.log": logOf("ok") }, { output: "out" });
    expect(files).toContain("report.html");
    expect(readFileSync(join(output, "report.json"), "utf8")).toContain('"command": "explain"');
  });
});
