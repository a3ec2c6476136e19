import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { makeWheel } from "../../rig/projects/project.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { expectCounts, expectExit } from "./expect-run.ts";
import { hookSdist } from "./hook-sdist.ts";
import { inMountNamespace } from "./mount-namespace.ts";
import { runCli } from "./run-cli.ts";
import { filesBelow, makeStage, readReport, type Stage } from "./stage.ts";

/** Projects of 6 MB that no compression makes smaller: one is built, one is a wheel. */
const LARGE = [
  hookSdist("largepkg", "1.0", ["import random", 'files["largepkg/data"] = random.Random(1).randbytes(6_000_000)']),
  {
    name: "largewheel",
    files: [makeWheel({ name: "largewheel", version: "1.0" }, "py3-none-any", { "data.bin": randomBytes(6_000_000) })],
  },
];

describe("The machine around a build", () => {
  let stage: Stage;
  let index: SimpleIndex;

  beforeEach(async () => {
    stage = makeStage();
    index = await startSimpleIndex({ projects: [...buildProjects(), ...LARGE] });
  });
  afterEach(async () => {
    stage.remove();
    await index.close();
  });

  it.each([
    ["of a good run", "purepkg\n", 0],
    ["of a failed run", "needs-old\nneeds-new\n", 1],
  ])("I13: keeps the exit code %s when the reader of its output has gone", async (_, requirements, code) => {
    stage.write("requirements.txt", requirements);
    const script = '"$@" 2>&1 | head -1; exit $PIPESTATUS';
    for (const verbosity of [[], ["-vv"], ["--json"]]) {
      const args = ["build", "--index-url", index.url, ...verbosity];
      const through = ["bash", "-c", script, "bash"];
      const run = await runCli(args, { cwd: stage.project, env: stage.env, through });
      expectExit(run, code);
      expect(run.output.split("\n").length).toBeLessThan(3);
      expect(stage.report().complete).toBe(true);
    }
  });

  it("I14: lets two runs work at once with one cache", async () => {
    const other = makeStage();
    try {
      for (const each of [stage, other]) each.write("requirements.txt", "purepkg\ncext\nmanypkg\npuresdist\n");
      const shared = { WHEELHOUSE_CACHE_DIR: `${stage.root}/cache` };
      const runs = await Promise.all([stage, other].map((each) => each.build(["--index-url", index.url], shared)));
      for (const run of runs) expectExit(run, 0);
      expect(stage.wheels()).toEqual(other.wheels());
      for (const file of stage.wheels()) {
        const [mine, theirs] = [stage, other].map((each) => readFileSync(`${each.output}/wheelhouse/${file}`));
        expect(mine?.equals(theirs ?? Buffer.alloc(0)), file).toBe(true);
      }
      index.forget();
      expectExit(await other.build(["--index-url", index.url], shared), 0);
      expectCounts(other, { downloaded: 0, built: 0, reused: 4 });
      expect(index.requests.filter(({ kind }) => kind !== "page")).toEqual([]);
    } finally {
      other.remove();
    }
  });

  it.each([
    ["another zone, a Turkish locale and umask 077", "project", ["sh", "-c", 'umask 077 && exec "$@"', "sh"]],
    ["no home folder and a path with spaces and a line end", "my pro\nject 'x'", ["env", "-u", "HOME"]],
  ])("I15: gives the same report with %s", async (_, folder, through) => {
    const other = makeStage(folder);
    try {
      const requirements = "purepkg\ncext\npuresdist\nyankedpkg==1.1\n";
      for (const each of [stage, other]) each.write("requirements.txt", requirements);
      const args = ["build", "--index-url", index.url];
      expectExit(await stage.build(args.slice(1)), 0);
      const env = {
        ...other.env,
        TZ: "Pacific/Kiritimati",
        LC_ALL: "tr_TR.UTF-8",
        LANG: "tr_TR.UTF-8",
        WHEELHOUSE_CACHE_DIR: `${other.root}/cache`,
      };
      expectExit(await runCli(args, { cwd: other.project, env, through }), 0);
      expect(comparable(other)).toEqual(comparable(stage));
      expect(filesBelow(other.output)).toEqual(filesBelow(stage.output));
    } finally {
      other.remove();
    }
  });

  it("says before any work that the output folder cannot be written", async () => {
    stage.write("requirements.txt", "purepkg\n");
    const args = ["build", "--index-url", index.url, "--output", "ro/out"];
    mkdirSync(`${stage.project}/ro`);
    const mounted = inMountNamespace('mount --bind ro ro && mount -o remount,bind,ro ro && exec "$@"');
    const run = await runCli(args, { cwd: stage.project, env: stage.env, through: mounted });
    expectExit(run, 2);
    expect(run.stderr).toMatch(/ro\/out.* cannot be written: the file system is read-only/);
    expect(run.stderr).toMatch(/^hint: .*--output/m);
    expect(index.requests).toEqual([]);
  });

  /** Builds on a disk of 4 MB, and copies what lies on it afterwards to `after`. */
  async function buildOnSmallDisk(env: Readonly<Record<string, string>>) {
    mkdirSync(stage.output);
    const after = `${stage.root}/after`;
    mkdirSync(after);
    const script = [
      "mount -t tmpfs -o size=4m tmpfs .wheelhouse || exit 99",
      'code=0; "$@" || code=$?',
      "cp -a .wheelhouse/. ../after/",
      "exit $code",
    ].join("\n");
    const args = ["build", "--index-url", index.url];
    const run = await runCli(args, { cwd: stage.project, env, through: inMountNamespace(script) });
    expectExit(run, 1);
    expect(run.stdout.replaceAll(/\s+/g, " ")).toContain("disk is full");
    expect(filesBelow(after).filter((file) => /(?:^|\/)\.|\.tmp$/.test(file))).toEqual([]);
    const wheels = readdirSync(`${after}/wheelhouse`).filter((name) => name.endsWith(".whl"));
    for (const name of wheels) execFileSync("python3", ["-m", "zipfile", "-t", `${after}/wheelhouse/${name}`]);
    return { report: readReport(after), wheels: wheels.map((name) => name.split("-")[0]) };
  }

  it("I4: keeps the finished wheels and goes on with the others when a wheel that was built does not fit the disk", async () => {
    stage.write("requirements.txt", "purepkg\nlargepkg\ncext\nmanypkg\n");
    const env = { ...stage.env, WHEELHOUSE_CACHE_DIR: `${stage.root}/cache` };
    const { report, wheels } = await buildOnSmallDisk(env);
    expect(report.findings.find(({ severity }) => severity === "error")).toMatchObject({
      code: "build-failed",
      title: expect.stringContaining("disk-full"),
      packages: ["largepkg"],
    });
    expect(wheels).toEqual(["cext", "manypkg", "purepkg"]);
    expect(report.targets[0]?.cache.saved).toBe(true);

    // With room again the next run has to build just what was missing.
    expectExit(await stage.build(["--index-url", index.url], env), 0);
    expectCounts(stage, { reused: 3, built: 1, downloaded: 0 });
  });

  it("I4: keeps the finished wheels and says that the run was cut short when a download does not fit the disk", async () => {
    stage.write("requirements.txt", "purepkg\nmanypkg\nlargewheel\n");
    const { report, wheels } = await buildOnSmallDisk(stage.env);
    expect(report).toMatchObject({ complete: false, outcome: "failed" });
    expect(report.findings.find(({ code }) => code === "incomplete")?.message).toContain("disk is full");
    expect(wheels).toEqual(["manypkg", "purepkg"]);
  });
});

/** What a report says of the work, without times, lengths of logs (they hold paths) and what another folder changes. */
function comparable(stage: Stage): unknown {
  const report = BuildReportSchema.parse(JSON.parse(readFileSync(`${stage.output}/report.json`, "utf8")));
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) => {
      if (key === "seconds" || key === "bytes" || key === "lines") return null;
      return typeof value === "string" ? value.replaceAll(stage.root, "ROOT").replace(/ in [\d.]+ s\b/g, "") : value;
    }),
  );
}
