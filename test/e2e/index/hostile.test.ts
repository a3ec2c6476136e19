import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { runnerCommands } from "../../rig/runner-commands.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { expectExit } from "./expect-run.ts";
import { hookSdist } from "./hook-sdist.ts";
import { filesBelow, makeStage, type Stage } from "./stage.ts";
import { type SeenProcess, watchProcesses } from "./watch-processes.ts";

const CANARY = "canary-5f0c1e";
/** What a runner gives to an action, and what users keep in their environment. */
const SECRETS = {
  ACTIONS_RUNTIME_TOKEN: `${CANARY}-1`,
  ACTIONS_CACHE_URL: `https://index.example/${CANARY}-2`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: `${CANARY}-3`,
  GITHUB_TOKEN: `${CANARY}-4`,
  "INPUT_GITHUB-TOKEN": `${CANARY}-5`,
  INPUT_REQUIREMENTS: `${CANARY}-6`,
  NPM_TOKEN: `${CANARY}-7`,
  TWINE_PASSWORD: `${CANARY}-8`,
  AWS_SECRET_ACCESS_KEY: `${CANARY}-9`,
  STATE_anything: `${CANARY}-10`,
};
const RAISE_SHOUTING = [
  "import sys",
  ...[
    "::error::from a failed build",
    "gcc: foo ##[add-mask]e bar",
    "##[set-output name=x]y",
    "::stop-commands::tok",
  ].map((line) => `print(${JSON.stringify(line)}, file=sys.stderr, flush=True)`),
  'raise SystemExit("::error::the last words")',
];

describe("Hostile projects and inputs", () => {
  let stage: Stage;
  let index: SimpleIndex;

  beforeEach(async () => {
    stage = makeStage();
    index = await startSimpleIndex({ projects: [...buildProjects(), hookSdist("screamer", "1.0", RAISE_SHOUTING)] });
  });
  afterEach(async () => {
    stage.remove();
    await index.close();
  });

  async function watchedBuild(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ seen: readonly SeenProcess[]; run: Awaited<ReturnType<Stage["build"]>> }> {
    const running = stage.start(args, env);
    const watch = watchProcesses(running.pid);
    try {
      const run = await running.done;
      return { run, seen: watch.seen };
    } finally {
      watch.stop();
    }
  }

  /** Files of the output folder, wheels unpacked, that hold the text. */
  function filesWith(text: string): readonly string[] {
    return filesBelow(stage.output).filter((file) => {
      const bytes = readFileSync(`${stage.output}/${file}`);
      const members = file.endsWith(".whl") ? Object.values(unzipSync(bytes)) : [];
      return [bytes, ...members].some((content) => Buffer.from(content).includes(text));
    });
  }

  it("A17: shows a build no token, no input and no runtime variable, neither in its environment nor in a command line", async () => {
    stage.write("requirements.txt", "envdump\n");
    const { run, seen } = await watchedBuild(["--index-url", index.url], SECRETS);
    expectExit(run, 0);
    const members = unzipSync(readFileSync(`${stage.output}/wheelhouse/${stage.package("envdump").file}`));
    const dumped = JSON.parse(Buffer.from(members["envdump/seen.json"] ?? []).toString()) as {
      environ: Record<string, string>;
      commandLines: string[][];
    };
    expect(dumped.environ.PATH).toContain(stage.env.PATH);
    expect(dumped.commandLines.flat()).toContain("wheel");
    expect(JSON.stringify(dumped)).not.toContain(CANARY);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.filter(({ argv, environment }) => [...argv, ...environment].join("\n").includes(CANARY))).toEqual([]);
    expect(filesWith(CANARY)).toEqual([]);
    expect(run.output).not.toContain(CANARY);
  });

  it("D1: gives the credentials of an index to nobody: no child's command line or environment, no file, no output", async () => {
    const auth = { username: "alice", password: `p@ss/${CANARY}` };
    const guarded = await startSimpleIndex({ projects: buildProjects(), auth });
    const base64 = Buffer.from(`${auth.username}:${auth.password}`).toString("base64");
    const secrets = [CANARY, encodeURIComponent(auth.password), base64];
    try {
      const url = guarded.url.replace("://", `://${auth.username}:${encodeURIComponent(auth.password)}@`);
      stage.write("requirements.txt", "purepkg\nenvdump\ncbad\n");
      for (const [args, env] of [
        [["--index-url", url, "-vv"], {}],
        [["-vv"], { PIP_INDEX_URL: url }],
      ] as const) {
        const { run, seen } = await watchedBuild(args, env);
        expectExit(run, 1);
        expect(stage.package("purepkg").status).toMatch(/downloaded|reused/);
        expect(seen.length).toBeGreaterThan(3);
        for (const secret of secrets) {
          const leaks = seen.filter(({ argv, environment }) => [...argv, ...environment].join("\n").includes(secret));
          expect(leaks, secret).toEqual([]);
          expect(filesWith(secret), secret).toEqual([]);
          expect(run.output.includes(secret), secret).toBe(false);
        }
      }
      const wrong = await stage.build(["--index-url", url.replace("alice", "mallory")]);
      expectExit(wrong, 1);
      expect(stage.report().findings.map(({ code }) => code)).toContain("network");
      for (const secret of secrets) expect(wrong.output.includes(secret), secret).toBe(false);
    } finally {
      await guarded.close();
    }
  });

  it("D1: keeps credentials of an index that a requirements file names out of every child and file", async () => {
    const auth = { username: "bob", password: CANARY };
    const guarded = await startSimpleIndex({ projects: buildProjects(), auth });
    try {
      stage.write("requirements.txt", `--index-url ${guarded.url.replace("://", `://bob:${CANARY}@`)}\npurepkg\n`);
      const { run, seen } = await watchedBuild(["-vv"]);
      expectExit(run, 0);
      expect(seen.filter(({ argv, environment }) => [...argv, ...environment].join("\n").includes(CANARY))).toEqual([]);
      // recommended_requirements.in repeats the user's own lines byte for byte.
      expect(filesWith(CANARY).filter((file) => file !== "recommended_requirements.in")).toEqual([]);
      expect(run.output).not.toContain(CANARY);
    } finally {
      await guarded.close();
    }
  });

  it.each([
    ["B1: commands nothing with what a build prints, however loud the command line is", ["-vv"]],
    ["B2: commands nothing with the excerpt of a failed build in the report", []],
    ["B2: commands nothing with the report as JSON", ["--json"]],
  ])("%s", async (_, args) => {
    stage.write("requirements.txt", "screamer\nshouter\n");
    const run = await stage.build(["--index-url", index.url, ...args], { GITHUB_ACTIONS: "true" });
    expectExit(run, 1);
    expect(run.output).toContain("the last words");
    expect(readFileSync(`${stage.output}/${stage.package("screamer").log}`, "utf8")).toContain("::stop-commands::tok");
    for (const text of [run.stdout, run.stderr, run.output]) expect(runnerCommands(text)).toEqual([]);
  });

  it("D5: leaves a variable in a requirement as it is written, and names its line", async () => {
    const address = `${index.origin}/files/\${GITHUB_TOKEN}/purepkg-1.0.0-py3-none-any.whl`;
    stage.write("requirements.txt", `cext\npurepkg @ ${address}\n`);
    const run = await stage.build(["--index-url", index.url], { GITHUB_TOKEN: CANARY });
    expectExit(run, 1);
    const asked = index.requests
      .map(({ path }) => decodeURIComponent(path))
      .filter((path) => path.includes("/files/$"));
    expect(new Set(asked)).toEqual(new Set([`/files/\${GITHUB_TOKEN}/purepkg-1.0.0-py3-none-any.whl`]));
    expect(index.requests.some(({ path }) => path.includes(CANARY))).toBe(false);
    const told = stage.report().findings.filter(({ message, title }) => `${title} ${message}`.includes("GITHUB_TOKEN"));
    expect(told.flatMap(({ places }) => places)).toContainEqual(
      expect.objectContaining({ file: "requirements.txt", line: 2 }),
    );
    expect(run.output).not.toContain(CANARY);
  });

  /** What a shell would obey: each makes a file `sentinel` where it stands. */
  const PAYLOADS = [
    "$(touch sentinel)",
    "`touch sentinel`",
    "'; touch sentinel; '",
    '"; touch sentinel; "',
    "x\ntouch sentinel\n",
    "| touch sentinel &",
  ];
  const PATHS = PAYLOADS.filter((text) => !text.includes("\n"));
  const WITH_LIST = ["--extra-index-url", "--find-links", "--only-binary", "--no-binary"];
  const REFUSED = "-r -c --python --libc --output --fail-on --image --container-network --target --index-url".split(
    " ",
  );

  async function expectInert(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<number | null> {
    const { run, seen } = await watchedBuild(args, env);
    expect(seen.filter(isShell), args.join(" ")).toEqual([]);
    expect(
      filesBelow(stage.root).filter((file) => /(?:^|\/)sentinel$/.test(file)),
      args.join(" "),
    ).toEqual([]);
    return run.code;
  }

  it("E3: obeys nothing in the value of an option, and starts no shell", async () => {
    stage.write("requirements.txt", "purepkg\n");
    const lists = WITH_LIST.flatMap((option) => PAYLOADS.map((text) => `${option}=${text}`));
    expect(await expectInert(["--index-url", index.url, ...lists])).toBeLessThan(3);
    for (const [number, option] of REFUSED.entries()) {
      const payload = PAYLOADS[number % PAYLOADS.length] ?? "";
      const given = option.startsWith("--") ? `${option}=${payload}` : `${option}${payload}`;
      const code = await expectInert(["--index-url", index.url, given]);
      expect([0, 1, 2], given).toContain(code);
    }
  });

  it("E3: obeys nothing in names of files, requirement lines and the environment", async () => {
    for (const text of PATHS) stage.write(`${text}.txt`, `purepkg==1.0.0\n`);
    const files = PATHS.map((text) => `-r${text}.txt`);
    const branch = { GITHUB_REF: "$(touch sentinel)", GITHUB_HEAD_REF: "`touch sentinel`" };
    expect(await expectInert(["--index-url", index.url, ...files, "--output", `out ${PATHS.join(" ")}`], branch)).toBe(
      0,
    );

    stage.write(
      "requirements.txt",
      PATHS.map((text) => `purepkg @ file:///tmp/${text}.whl ; python_version > "3"\n`).join(""),
    );
    expect([1, 2]).toContain(await expectInert(["--index-url", index.url]));
  });
});

function isShell({ argv }: SeenProcess): boolean {
  return /(?:^|\/)(?:sh|bash|dash|ash|zsh)$/.test(argv[0] ?? "") && argv.some((word) => /^-\w*c$/.test(word));
}
