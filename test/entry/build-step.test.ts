import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseOptions } from "../../src/core/options/parse.ts";
import { reportNameOf } from "../../src/entry/report-name.ts";
import { runnerCommands } from "../rig/runner-commands.ts";

const PROGRAM = fileURLToPath(new URL("./build-program.ts", import.meta.url));
const FILES = ["GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_ENV", "GITHUB_STEP_SUMMARY"] as const;

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "wheelhouse-step-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the main step; `setup` is what differs from a plain push without services. */
function runMain(setup: { inputs?: Record<string, string>; env?: Record<string, string>; workspace?: string } = {}) {
  const workspace = join(folder, setup.workspace ?? "work");
  mkdirSync(workspace, { recursive: true });
  const files = Object.fromEntries(FILES.map((name) => [name, join(folder, name)]));
  for (const path of Object.values(files)) writeFileSync(path, "");
  const inputs = Object.entries(setup.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM], {
    cwd: workspace,
    encoding: "utf8",
    env: {
      PATH: process.env.PATH ?? "",
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: "octo/app",
      GITHUB_RUN_ID: "123",
      ...files,
      ...Object.fromEntries(inputs),
      ...setup.env,
    },
  });
  const read = (name: (typeof FILES)[number]) => readFileSync(join(folder, name), "utf8");
  return { status, output: stdout + stderr, commands: runnerCommands(stdout + stderr), workspace, read };
}

function entryOf(entries: string, name: string): string | undefined {
  return new RegExp(`^${name}<<(\\S+)\\n([^]*?)\\n\\1$`, "m").exec(entries)?.[2];
}

describe("the main step", () => {
  it("ends with the build's exit code and tells the post step what to save", () => {
    const { status, read } = runMain();
    expect(status).toBe(0);
    expect(entryOf(read("GITHUB_OUTPUT"), "outcome")).toBe("ok");
    const state = JSON.parse(entryOf(read("GITHUB_STATE"), "wheelhouse") ?? "");
    expect(state.saves).toMatchObject([{ target: "cp312-manylinux_2_28_aarch64", manifestSha256: "0".repeat(64) }]);
  });

  it("keeps nothing for the post step when the cache is off", () => {
    expect(runMain({ inputs: { cache: "false" } }).read("GITHUB_STATE")).toBe("");
  });

  it("fails with a conflict, on the requirement's line seen from the repository's root", () => {
    const { status, commands } = runMain({
      env: { SCENARIO: "conflict" },
      inputs: { "working-directory": "services/api" },
    });
    expect(status).toBe(1);
    const [error] = commands.filter(({ command }) => command === "error");
    expect(error?.properties).toMatchObject({ file: "services/api/requirements.txt", line: "14" });
  });

  it("reports all wrong inputs at once and fails with 2", () => {
    const { status, commands, read } = runMain({ inputs: { pre: "yes", comment: "never " } });
    expect(status).toBe(2);
    expect(commands.map(({ data }) => data)).toEqual([
      "pre is 'yes'. Use one of: true, false.",
      "comment is 'never '. Use one of: on-problem, always, never. Remove the trailing space.",
    ]);
    expect(entryOf(read("GITHUB_OUTPUT"), "comment-posted")).toBe("false");
    expect(read("GITHUB_STEP_SUMMARY")).toContain("2 inputs are wrong.");
    expect(read("GITHUB_STATE")).toBe("");
  });

  it("says what stopped the build before it began, on its line", () => {
    const { status, commands } = runMain({ env: { SCENARIO: "unreadable" } });
    expect(status).toBe(2);
    expect(commands).toMatchObject([{ command: "error", properties: { file: "requirements.txt", line: "3" } }]);
  });

  it("D1: masks every credential of the inputs before it says anything else, and keeps none in its state", () => {
    const { output, commands, read } = runMain({
      inputs: {
        "github-token": "ghs_canary_token",
        "index-url": "https://user:canary%2Fpass@index.example/simple",
        "extra-index-url": "https://index.example/a\nhttps://canary-user@index.example/b?token=canary-query",
      },
    });
    const masked = commands.filter(({ command }) => command === "add-mask").map(({ data }) => data);
    expect(masked).toEqual(["ghs_canary_token", "canary%2Fpass", "canary/pass", "canary-user", "canary-query"]);
    expect(commands.slice(0, masked.length).map(({ command }) => command)).toEqual(masked.map(() => "add-mask"));
    expect(
      output
        .split("\n")
        .filter((line) => !line.startsWith("::add-mask::"))
        .join("\n"),
    ).not.toContain("canary");
    for (const name of FILES) expect(read(name)).not.toContain("canary");
  });

  it("I15: gives the same result under another clock, language, mask, home and path", () => {
    const plain = runMain({ env: { SCENARIO: "conflict" } });
    const texts = (run: ReturnType<typeof runMain>) =>
      [run.output, ...FILES.map(run.read)].map((text) =>
        text.replaceAll(run.workspace, "<workspace>").replaceAll(/ghadelimiter_\w+/g, "<delimiter>"),
      );
    const expected = texts(plain);
    for (const env of [
      { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
      { HOME: "/nowhere" },
    ]) {
      expect(texts(runMain({ env: { SCENARIO: "conflict", ...env } }))).toEqual(expected);
    }
    const before = process.umask(0o077);
    const masked = texts(runMain({ env: { SCENARIO: "conflict" } }));
    process.umask(before);
    expect(masked).toEqual(expected);
    const odd = runMain({ env: { SCENARIO: "conflict" }, workspace: "my work\nübung" });
    expect([odd.status, odd.output]).toEqual([plain.status, plain.output]);
    expect(entryOf(odd.read("GITHUB_OUTPUT"), "wheelhouse-path")).toBe(`${odd.workspace}/.wheelhouse/wheelhouse`);
  });
});

describe("the default report name", () => {
  const name = (inputs: Record<string, string>, environment: Record<string, string> = {}) => {
    const options = parseOptions(inputs, { door: "action", currentDirectory: "/w" });
    if (!options.ok) throw new Error("bad options");
    return reportNameOf(options.value.build, { RUNNER_OS: "Linux", RUNNER_ARCH: "ARM64", ...environment });
  };

  it("I14: is another for each leg of a matrix and each use in a job", () => {
    const names = [
      name({}),
      name({}, { RUNNER_ARCH: "X64" }),
      name({ python: "3.12" }),
      name({ python: "3.13" }),
      name({ target: "linux/amd64" }),
      name({ libc: "musllinux_1_2" }),
      name({}, { GITHUB_ACTION: "__octo_wheelhouse_2" }),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe("linux-arm64");
  });

  it("stays the same from run to run", () => {
    expect(name({ python: "3.12" }, { GITHUB_ACTION: "__octo_wheelhouse" })).toBe("linux-arm64-3.12");
  });
});
