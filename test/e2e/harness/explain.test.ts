import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import type { ActionRequest } from "../../rig/harness/request.ts";
import { runnerCommands } from "../../rig/runner-commands.ts";
import { ACTION, type HarnessWorld, makeWorld } from "./world.ts";

const LOGS = join(import.meta.dirname, "../../fixtures/logs/pip");
const logOf = (name: string) => readFileSync(join(LOGS, name, "input.log"), "utf8");

let world: HarnessWorld;
beforeAll(async () => {
  world = await makeWorld({ "requirements.txt": "app-a\napp-b\n" });
});
afterAll(() => world.close());
beforeEach(() => {
  world.github.world.comments.length = 0;
});

/** Runs `explain/action.yml` on these logs, written into the workspace. */
async function explain(
  logs: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<ActionRequest> = {},
) {
  for (const [path, text] of Object.entries(logs)) await world.project.write(path, text);
  return await world.run({
    action: join(dirname(ACTION), "explain/action.yml"),
    inputs: { log: Object.keys(logs).join("\n"), ...inputs },
    event: pullRequestEvent(),
    ...more,
  });
}

describe("explain/action.yml", () => {
  it("puts what failed where people look, and fails", async () => {
    const result = await explain({ "pip.log": logOf("build-failed-header") });
    expect(result.main.log).not.toContain("a bug of ours");
    expect(result).toMatchObject({ conclusion: "failure", main: { exitCode: 1 }, post: null });
    expect(result.outputs).toMatchObject({ outcome: "failed", "problems-count": "1", "comment-posted": "true" });
    expect(result.annotations.map(({ level, title }) => [level, title])).toEqual([
      ["error", "headerbad: build failed (missing-header)"],
    ]);
    expect(result.summary).toMatch(/apt-get install .*python3-dev/);
    expect(result.main.log).toContain("Python.h");
    const [comment] = world.github.world.comments;
    expect(comment?.body).toContain("Python.h: No such file or directory");
    const report = BuildReportSchema.parse(JSON.parse(readFileSync(result.outputs["report-json"] ?? "", "utf8")));
    expect(report).toMatchObject({ command: "explain", logs: [{ file: "pip.log", ended: "badly" }] });
    expect(world.github.violations).toEqual([]);
  });

  it("keeps one comment, which a run without a problem turns to resolved", async () => {
    await explain({ "pip.log": logOf("conflict") });
    await explain({ "pip.log": logOf("build-failed-header") });
    const result = await explain({ "pip.log": logOf("ok") });
    expect(result).toMatchObject({ conclusion: "success", outputs: { outcome: "ok" } });
    expect(world.github.world.comments.map(({ body }) => /^## .*/.exec(body)?.[0])).toEqual([
      expect.stringContaining("resolved"),
    ]);
  });

  it("reads every log that a pattern fits", async () => {
    const result = await explain(
      { "logs/a/pip.log": logOf("conflict"), "logs/b/pip.log": logOf("ok"), "logs/c.txt": "" },
      { log: "logs/**/*.log", "fail-on": "never" },
    );
    expect(result).toMatchObject({ conclusion: "success", outputs: { outcome: "failed", "conflicts-count": "1" } });
    expect(result.summary).toContain("logs/a/pip.log");
    expect(result.summary).toContain("logs/b/pip.log");
  });

  it("leaves out the surfaces that it is told to", async () => {
    const inputs = { comment: "never", summary: "false", annotations: "false", output: "out" };
    const result = await explain({ "pip.log": logOf("conflict") }, inputs);
    expect([result.summary, result.annotations, world.github.world.comments]).toEqual(["", [], []]);
    expect(existsSync(join(world.project.workspace, "out/report.html"))).toBe(true);
  });

  it("F11: says which log cannot be read, and fails before it starts", async () => {
    const result = await explain({}, { log: "absent.log" });
    expect(result.main.exitCode).toBe(2);
    expect(result.annotations).toMatchObject([
      { level: "error", message: expect.stringContaining("absent.log cannot be read: there is no such file") },
    ]);
  });

  it("wants a log", async () => {
    const result = await explain({}, { log: " " });
    expect(result.main.exitCode).toBe(2);
    expect(result.annotations).toMatchObject([{ message: expect.stringContaining("Name at least one log.") }]);
  });
});

/** A failed build that prints what would command the runner, in pip's own box. */
function shouting(lines: readonly string[]): string {
  return logOf("build-failed-header").replace(/^( +)(src\/mod\.c:.*)$/m, (line, margin: string) =>
    [line, ...lines.map((text) => margin + text)].join("\n"),
  );
}

const FORGED = [
  "::add-mask::a",
  "gcc: foo ##[add-mask]e bar",
  "::set-output name=outcome::ok",
  "::stop-commands::token",
  "\u00a0::error::forged",
  "\u2028::error::forged",
  "\ufeff::error::forged",
  "\x1b[31m::error::forged\x1b[0m",
  "x\r::error::forged",
  "##[set-env name=PATH;]/tmp",
];

describe("a log that would command the runner", () => {
  it.each([
    ["B4", "with commands in a build's output", shouting(FORGED)],
    ["B5", "with commands behind odd white space at the end", `${logOf("conflict")}${FORGED.join("\n")}\n`],
    ["B6", "with commands after a carriage return", `${logOf("conflict")}${FORGED.join("\r")}\r`],
    ["B7", "with 10,000 forged errors", `${logOf("conflict")}${"::error::forged\n".repeat(10_000)}`],
    ["B4", "as the name of a package", logOf("conflict").replaceAll("app-a", "::error::forged")],
  ])("%s: is obeyed nowhere: %s", async (_row, _what, text) => {
    const result = await explain({ "pip.log": text }, {}, { debug: true });
    expect(result.main.log).not.toContain("a bug of ours");
    const commands = runnerCommands(`${result.main.stdout}\n${result.main.stderr}`);
    const own = ["add-mask", "debug", "group", "endgroup", "error", "warning", "notice"];
    expect(commands.map(({ command }) => command).filter((command) => !own.includes(command))).toEqual([]);
    const masked = commands.flatMap(({ command, data }) => (command === "add-mask" ? [data] : []));
    expect(new Set(masked)).toEqual(new Set([result.token]));
    expect(result.annotations.length).toBeLessThan(10);
    expect(result.annotations.filter(({ message }) => message === "forged")).toEqual([]);
    expect(result.outputs.outcome).not.toBe("ok");
  });

  it("B4: is quoted as the text that it is", async () => {
    const result = await explain({ "pip.log": shouting(FORGED) });
    expect(result.summary).toContain("set-output name=outcome::ok");
  });

  it("B4: is obeyed nowhere when it is the name of the log", async () => {
    const name = "a ::error::forged ##[error]b.log";
    const result = await explain({ [name]: logOf("conflict") });
    expect(result.outputs.outcome).toBe("failed");
    expect(result.annotations.filter(({ message }) => message === "forged")).toEqual([]);
  });
});
