import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuildReportSchema } from "../../src/core/report/schema.ts";

const PROGRAM = join(import.meta.dirname, "cli-program.ts");
const LOGS = join(import.meta.dirname, "../fixtures/logs/pip");
const logOf = (name: string) => readFileSync(join(LOGS, name, "input.log"));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "explain-command-"));
  for (const name of ["ok", "conflict", "build-failed-header"]) writeFileSync(join(folder, `${name}.log`), logOf(name));
  writeFileSync(join(folder, "odd.log"), "what is this\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

function wheelhouse(args: readonly string[], stdin: { input: Buffer } | { file: string } = { input: Buffer.alloc(0) }) {
  const input = "file" in stdin ? openSync(join(folder, stdin.file), "r") : "pipe";
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    encoding: "utf8",
    input: "input" in stdin ? stdin.input : undefined,
    stdio: [input, "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", NODE_NO_WARNINGS: "1", TMPDIR: folder },
  });
  return { status, stdout, stderr };
}

describe("wheelhouse explain", () => {
  it.each([
    ["a run that ended well", ["explain", "ok.log"], 0],
    ["a failed one", ["explain", "conflict.log"], 1],
    ["a failed one beside a good one", ["explain", "ok.log", "conflict.log"], 1],
    ["a failed one that is not to fail the command", ["explain", "conflict.log", "--fail-on", "never"], 0],
    ["an unknown format", ["explain", "odd.log"], 0],
    ["an unknown format, when warnings fail", ["explain", "odd.log", "--fail-on", "warning"], 1],
    ["no log", ["explain"], 2],
    ["a log that is not there", ["explain", "absent.log"], 2],
    ["a wrong option", ["explain", "ok.log", "--fail-on", "sometimes"], 2],
  ])("%s: exit code", (_what, args, code) => {
    expect(wheelhouse(args).status).toBe(code);
  });

  it("prints one report and nothing else with --json", () => {
    const { stdout, stderr } = wheelhouse(["explain", "conflict.log", "ok.log", "--json"]);
    const report = BuildReportSchema.parse(JSON.parse(stdout));
    expect(report.logs?.map(({ file }) => file)).toEqual(["conflict.log", "ok.log"]);
    expect(stderr).toBe("");
  });

  it("prints an error as JSON with --json", () => {
    const { status, stdout } = wheelhouse(["explain", "absent.log", "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: "unreadable-file",
        message: "absent.log cannot be read: there is no such file.",
        hint: "Check the path and its permissions.",
        places: [],
      },
    });
  });

  it.each(["-", "/dev/stdin"])("reads standard input: %s", (name) => {
    const fromPipe = wheelhouse(["explain", name], { input: logOf("build-failed-header") });
    expect(fromPipe.status).toBe(1);
    expect(fromPipe.stdout).toContain("fatal error: Python.h");
    const fromFile = wheelhouse(["explain", name], { file: "build-failed-header.log" });
    expect(fromFile.stdout).toBe(fromPipe.stdout);
    expect(readdirSync(folder).filter((file) => file.startsWith("wheelhouse-log-"))).toEqual([]);
  });

  it("keeps to 80 columns, and shows more with -v", () => {
    const [plain, verbose] = [[], ["-v"]].map((more) => wheelhouse(["explain", "ok.log", ...more]).stdout);
    for (const line of plain?.split("\n") ?? []) expect([...line].length).toBeLessThanOrEqual(80);
    expect(verbose?.length).toBeGreaterThan(plain?.length ?? 0);
  });

  it("takes pip's own report beside the log, by option or among the logs", () => {
    const report = { version: "1", pip_version: "26.3", install: [], environment: {} };
    writeFileSync(join(folder, "report.json"), JSON.stringify(report, null, 2));
    const [option, listed] = [
      ["ok.log", "--pip-report", "report.json"],
      ["report.json", "ok.log"],
    ].map((args) => wheelhouse(["explain", ...args, "--json"]).stdout);
    expect(listed).toBe(option);
    expect(JSON.parse(option ?? "").logs[0]).toMatchObject({ file: "ok.log", toolVersion: "26.3", packages: [] });
    expect(wheelhouse(["explain", "report.json", "ok.log", "conflict.log"])).toMatchObject({ status: 2 });
  });

  it("F11: is not held up by a pipe that nobody writes to", () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const { status, stderr } = wheelhouse(["explain", "pipe"]);
    expect(status).toBe(2);
    expect(stderr).toContain("wheelhouse explain - < pipe");
  });
});
