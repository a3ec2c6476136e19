import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { markdownBlocks } from "../static/readme-blocks.ts";

/** An ordinary user of a Debian machine: no root, an empty home folder, Debian's own Python first on PATH. */
const UID = 1000;
let root = "";
let clone = "";

beforeAll(() => {
  if (
    !existsSync("/usr/include/python3.11/Python.h") ||
    spawnSync("/usr/bin/python3", ["-m", "pip", "--version"]).status !== 0
  ) {
    execFileSync("apt-get", ["update", "-q"]);
    execFileSync("apt-get", ["install", "-qy", "python3-pip", "python3-venv", "python3-dev", "gcc"]);
  }
  root = mkdtempSync(join(tmpdir(), "wheelhouse-fresh-"));
  chmodSync(root, 0o755);
  clone = join(root, "wheelhouse");
  execFileSync("git", ["clone", "--quiet", "--no-local", process.cwd(), clone]);
  mkdirSync(join(root, "home"));
  execFileSync("chown", ["-R", `${UID}:${UID}`, root]);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** One of the README's commands, as that user. */
function asUser(command: string) {
  const [program = "", ...rest] = command.trim().split(" ");
  const passed = Object.entries(process.env).filter(
    ([name]) =>
      !/^(PIP_FIND_LINKS|PIP_CONFIG_FILE|HOME|PATH|USER|LOGNAME|XDG_.*|npm_.*|INIT_CWD|NODE|PYENV.*|VITEST.*|TEST|MODE|DEV|PROD|NODE_ENV|NODE_PATH)$/i.test(
        name,
      ),
  );
  const node = execFileSync("sh", ["-c", "PATH=/usr/local/bin:/usr/bin:/bin command -v node"], { encoding: "utf8" });
  const result = spawnSync("setpriv", [`--reuid=${UID}`, `--regid=${UID}`, "--clear-groups", program, ...rest], {
    cwd: clone,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...Object.fromEntries(passed), HOME: join(root, "home"), PATH: `/usr/bin:/bin:${join(node.trim(), "..")}` },
  });
  return { status: result.status, text: `${result.stdout}${result.stderr}` };
}

const [tryIt = "", develop = ""] = markdownBlocks("README.md")
  .filter(({ language }) => language === "sh")
  .map(({ text }) => text);

describe("a fresh clone on a fresh machine, as an ordinary user", () => {
  it("the README's first command runs the main job with nothing installed", () => {
    expect(tryIt).toMatch(/^node dist\/cli\.js build /);
    const { status, text } = asUser(tryIt);
    expect(status, text).toBe(0);
    const output = join(clone, ".wheelhouse");
    expect(readdirSync(join(output, "wheelhouse")).filter((name) => name.endsWith(".whl")).length).toBeGreaterThan(7);
    const files = [
      ...[
        "wheelhouse.tgz",
        "report.json",
        "report.md",
        "report.html",
        "analysis_report.md",
        "package_install_results.csv",
      ],
      ...["wheel_availability.txt", "dependency_tree.txt", "dependency_conflicts.txt", "recommended_requirements.in"],
      ...["dependency-manifest.json", "build-report.json", "install-plan.sh", "install-plan.dockerfile"],
    ];
    for (const name of files) expect(readFileSync(join(output, name)).length, name).toBeGreaterThan(0);
    const report = BuildReportSchema.parse(JSON.parse(readFileSync(join(output, "report.json"), "utf8")));
    const compiled = report.targets[0]?.packages.filter(
      ({ status: is, file }) => is === "built" && /linux_/.test(file ?? ""),
    );
    expect(compiled?.map(({ name }) => name)).toEqual(["spidev"]);
  });

  it("the README's second command installs and passes the tests", () => {
    expect(develop).toBe("npm cit\n");
    const { status, text } = asUser(develop);
    expect(status, text.slice(-20_000)).toBe(0);
    expect(text).toMatch(/Tests .*\d+ passed/);
  });
});
