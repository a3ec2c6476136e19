import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { InstallPlan, InstallStage } from "../../../src/core/plan/stages/install-plan.ts";
import { dockerPlan } from "../../../src/core/render/plan/docker-plan.ts";
import { shellPlan } from "../../../src/core/render/plan/shell-plan.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";

const report = (name: string): BuildReport =>
  JSON.parse(readFileSync(new URL(`../../fixtures/reports/${name}/report.json`, import.meta.url), "utf8"));
const WELL = report("all-well");

const STAGE: InstallStage = {
  ...{ packages: ["a==1.0"], noDeps: false, noIsolation: false, onlyWheels: false, indexUrl: null },
  reason: "First.",
};

function plan(stages: readonly InstallStage[], more: Partial<InstallPlan> = {}): InstallPlan {
  const target = "cp312-manylinux_2_28_aarch64";
  return { target, stages, cycles: [], notes: [], blocked: null, wheelhouse: null, ...more };
}

function shell(...plans: readonly InstallPlan[]): string {
  return String(shellPlan.render(WELL, { plans }));
}

/** What the interpreter would be called with, a line each. */
function runsOf(script: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const options = { input: script, encoding: "utf8", env: { PATH: process.env.PATH, PYTHON: "echo", ...env } } as const;
  return execFileSync("sh", ["-s", "--", ...args], options)
    .trim()
    .split("\n");
}

describe("install-plan.sh", () => {
  it("calls pip once a stage, with the options given to it, and checks at the end", () => {
    const stages = [
      { ...STAGE, noDeps: true, indexUrl: "https://wheels.example/cu126" },
      { ...STAGE, packages: ["b==1.0+cu1", "c==2!3"], noIsolation: true },
    ];
    expect(runsOf(shell(plan(stages)), ["--no-cache-dir"])).toEqual([
      "-m pip install --no-cache-dir --no-deps --index-url https://wheels.example/cu126 a==1.0",
      "-m pip install --no-cache-dir --no-build-isolation b==1.0+cu1 c==2!3",
      "-m pip check",
    ]);
  });

  it("gives foreign text to pip as one word, never to the shell, and never as an option", () => {
    const packages = ["a<2", "it's $(exit 3) `exit 4`; exit 5", "--index-url=https://evil.example", "x\nexit 6"];
    const stages = [{ ...STAGE, packages, reason: "one\nexit 7" }];
    const notes = ["two\rexit 8\\", "three"];
    expect(runsOf(shell(plan(stages, { notes })))).toEqual([
      "-m pip install a<2 it's $(exit 3) `exit 4`; exit 5 index-url=https://evil.example x exit 6",
      "-m pip check",
    ]);
  });

  it("carries options of the user's, which those of the script come behind", () => {
    const options = [
      { name: "--prefer-binary", value: null, isLocal: false },
      { name: "--find-links", value: "./it's here", isLocal: true },
    ];
    expect(runsOf(shell(plan([STAGE], { options })), ["--index-url", "https://index.example"])[0]).toBe(
      "-m pip install --prefer-binary --find-links ./it's here --index-url https://index.example a==1.0",
    );
    const text = String(dockerPlan.render(WELL, { plans: [plan([STAGE], { options })] }));
    expect(text).toContain("RUN python3 -m pip install --no-cache-dir --prefer-binary \\\n");
    expect(text).toContain("# Not carried over, for it is on the machine that made this: --find-links ./it's here\n");
  });

  it("gives digests to pip as lines of a file, each package on its own", () => {
    const hashes = {
      "a==1.0": ["sha256:00", "sha256:11"],
      "--evil b @ https://files.example/b-1.whl\\": ["sha256:22"],
    };
    const script = shell(plan([{ ...STAGE, packages: Object.keys(hashes), hashes }]));
    const env = { PATH: process.env.PATH, PYTHON: "sh -c cat" };
    expect(script).toContain(` \\\n  | "\${PYTHON:-python3}" -m pip install "$@" --require-hashes -r /dev/stdin\n`);
    const fed = execFileSync("sh", ["-s"], {
      input: script.replace(/"\$\{PYTHON.*stdin/, "cat"),
      encoding: "utf8",
      env: { ...env, PYTHON: "true" },
    });
    expect(fed.split("\n")).toEqual([
      "a==1.0 --hash=sha256:00 --hash=sha256:11",
      "evil b @ https://files.example/b-1.whl\\ --hash=sha256:22",
      "",
    ]);
  });

  it("says why there is no plan, and fails", () => {
    const script = shell(plan([], { blocked: "The requirements cannot hold together." }));
    expect(script).toContain("\n# No plan: The requirements cannot hold together.\n");
    const ended = spawnSync("sh", ["-s"], { input: script, encoding: "utf8" });
    expect([ended.status, ended.stderr]).toEqual([1, "No plan: The requirements cannot hold together.\n"]);
    expect(String(shellPlan.render({ ...WELL, targets: [] }, {}))).toContain("No plan: Nothing was resolved.");
  });

  it("is one for targets with the same plan, and else goes by the machine or by the target's id", () => {
    const other = "cp312-manylinux_2_28_x86_64";
    expect(shell(plan([STAGE]), plan([STAGE], { target: other }))).not.toContain("case");
    const third = "cp313-manylinux_2_28_x86_64";
    const script = shell(
      plan([STAGE]),
      plan([{ ...STAGE, packages: ["b==1"] }], { target: other }),
      plan([{ ...STAGE, packages: ["c==1"] }], { target: third }),
    );
    const first = (target: string) => runsOf(script, [], { WHEELHOUSE_TARGET: target })[0];
    expect(["arm64", "aarch64", "x86_64", other, third].map(first)).toEqual(
      ["a==1.0", "a==1.0", "b==1", "b==1", "c==1"].map((each) => `-m pip install ${each}`),
    );
    expect(() => first("riscv64")).toThrow();
  });

  it("installs from the wheelhouse beside it after a build, without an index", () => {
    const [first] = runsOf(String(shellPlan.render(WELL, {})));
    expect(first).toMatch(/^-m pip install --no-index --find-links \.\/wheelhouse \S+==\S+ /);
  });
});

describe("install-plan.dockerfile", () => {
  it("has a RUN line for each stage, and mounts the wheelhouse of a build", () => {
    expect(String(dockerPlan.render(WELL, {}))).toMatch(
      /\nRUN --mount=type=bind,source=wheelhouse,target=\/mnt\/wheelhouse python3 -m pip install --no-cache-dir --no-index --find-links \/mnt\/wheelhouse \\\n {2}\S+==/,
    );
    const text = String(dockerPlan.render(WELL, { plans: [plan([{ ...STAGE, reason: "no\nRUN evil \\" }])] }));
    expect(text.split("\n").filter((line) => !line.startsWith("#") && line !== "")).toEqual([
      "RUN python3 -m pip install --no-cache-dir \\",
      "  a==1.0",
      "RUN python3 -m pip check",
    ]);
    expect(text).not.toMatch(/^#.*\\$/m);
  });

  it("goes by Docker's word for the machine where targets differ", () => {
    const blocked = plan([], { blocked: "There is nothing to install of c." });
    const text = String(dockerPlan.render(WELL, { plans: [plan([STAGE]), blocked] }));
    expect(text).toContain(
      `RUN case "\${WHEELHOUSE_TARGET:-$TARGETARCH}" in cp312-manylinux_2_28_aarch64|aarch64|arm64) \\\npython3 -m pip install`,
    );
    expect(text).toContain("# No plan: There is nothing to install of c.");
  });
});
