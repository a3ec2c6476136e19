import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const PROGRAM = join(import.meta.dirname, "cli-program.ts");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "target-command-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function wheelhouse(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, "target", ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME, NODE_NO_WARNINGS: "1", PIP_CONFIG_FILE: "/dev/null" },
  });
  return { status, stdout, stderr };
}

it("prints this machine as JSON on stdout and its id on stderr, and takes what it printed for a profile", () => {
  const { status, stdout, stderr } = wheelhouse();
  expect(status).toBe(0);
  expect(Object.keys(JSON.parse(stdout))).toEqual(["compatible_tags", "marker_environment"]);
  const [, id] = /^This machine is (\S+)\.$/m.exec(stderr) ?? [];
  writeFileSync(join(folder, "here.json"), stdout);
  expect(wheelhouse("--profile", "here.json")).toEqual({ status: 0, stdout, stderr: `here.json is ${id}.\n` });
});

it("prints a shipped profile, with another Python where one is named", () => {
  const { stdout } = wheelhouse("--profile", "jetson-jp6", "--python", "3.12", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    marker_environment: { python_version: "3.12", platform_machine: "aarch64", platform_release: "5.15.148-tegra" },
    compatible_tags: expect.arrayContaining(["cp312-cp312-manylinux_2_35_aarch64"]),
  });
});

it("says what is wrong, on stderr and as JSON", () => {
  expect(wheelhouse("--profile", "jetson-jp66")).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringContaining("jetson-jp6"),
  });
  const { status, stdout } = wheelhouse("--profile", "absent.json", "--json");
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "unreadable-file" } });
});
