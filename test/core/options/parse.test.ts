import { describe, expect, it } from "vitest";
import { ROOT_INPUTS as INPUTS } from "../../../src/core/options/check-definitions.ts";
import { type OptionsContext, parseOptions, type RawOptions } from "../../../src/core/options/parse.ts";

const ACTION: OptionsContext = { door: "action", currentDirectory: "/home/runner/work/app" };
const CLI: OptionsContext = { door: "cli", currentDirectory: "/home/me/app" };

function read(raw: RawOptions, context = ACTION) {
  const parsed = parseOptions(raw, context);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join("\n"));
  return parsed.value;
}

function sentences(raw: RawOptions, context = ACTION): readonly string[] {
  const parsed = parseOptions(raw, context);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.message} ${problem.expected}`);
}

describe("options", () => {
  it("fills in every default when nothing is given", () => {
    expect(read({})).toEqual({
      build: {
        workingDirectory: "/home/runner/work/app",
        requirements: ["requirements.txt"],
        constraints: [],
        targets: [],
        python: null,
        libc: null,
        indexUrl: null,
        extraIndexUrls: [],
        findLinks: [],
        onlyBinary: [],
        noBinary: [],
        preferBinary: false,
        pre: false,
        requireHashes: false,
        output: ".wheelhouse",
        failOn: "error",
        image: null,
        containerNetwork: "bridge",
        cache: true,
      },
      check: {
        workingDirectory: "/home/runner/work/app",
        requirements: [],
        constraints: [],
        packages: [],
        targets: [],
        python: null,
        libc: null,
        indexUrl: null,
        extraIndexUrls: [],
        findLinks: [],
        onlyBinary: [],
        noBinary: [],
        preferBinary: false,
        pre: false,
        extras: [],
        groups: [],
        deps: true,
        installer: "pip",
        indexStrategy: "unsafe-best-match",
        excludeNewer: null,
        keyring: false,
        knowledge: null,
        preferVersions: [],
        output: ".wheelhouse",
        failOn: "error",
      },
      surface: {
        run: "build",
        comment: "on-problem",
        reportName: null,
        artifact: true,
        githubToken: null,
        exportEnv: false,
      },
    });
  });

  it("takes an empty text as not given, as a workflow passes it on", () => {
    const empty = Object.fromEntries(INPUTS.map((input) => [input.name, ""]));
    expect(read(empty)).toEqual(read({}));
  });

  it("reads lists by line and by comma, and drops empty items", () => {
    expect(read({ requirements: "a.txt\n  b.txt ,c.txt\r\n\n" }).build.requirements).toEqual([
      "a.txt",
      "b.txt",
      "c.txt",
    ]);
  });

  it("keeps a comma in a path of the command line but not in names", () => {
    const { build } = read(
      { requirements: ["a,b.txt"], target: ["linux/arm64,linux/amd64"], "only-binary": ["numpy"] },
      CLI,
    );
    expect(build.requirements).toEqual(["a,b.txt"]);
    expect(build.targets).toEqual(["linux/arm64", "linux/amd64"]);
  });

  it("reports all problems together", () => {
    expect(sentences({ "fail-on": "sometimes", pre: "yes", libc: "glibc", comment: "never" })).toEqual([
      "libc is 'glibc'. Give a platform tag without its architecture, such as manylinux_2_28 or musllinux_1_2.",
      "pre is 'yes'. Use one of: true, false.",
      "fail-on is 'sometimes'. Use one of: error, warning, never.",
    ]);
  });

  it.each([
    [
      "a trailing space",
      { comment: "never " },
      "comment is 'never '. Use one of: on-problem, always, never. Remove the trailing space.",
    ],
    [
      "a line break of a block scalar",
      { cache: "true\n" },
      "cache is 'true\\n'. Use one of: true, false. Remove the trailing line break.",
    ],
    [
      "a leading tab",
      { "fail-on": "\terror" },
      "fail-on is '\\terror'. Use one of: error, warning, never. Remove the leading space.",
    ],
    ["capitals", { pre: "True" }, "pre is 'True'. Use one of: true, false. Write true in lower case."],
    ["another door's mode", { run: "explain" }, "run is 'explain'. Use one of: build, check."],
    [
      "two lines",
      { python: "3.12\n3.13" },
      "python is '3.12\\n3.13', which has a line break or a NUL in it. Write it on one line.",
    ],
    [
      "a NUL in a list",
      { requirements: "a\0b" },
      "requirements is 'a\\x00b', which has a line break or a NUL in it. Give one item each.",
    ],
  ])("shows what is wrong with %s", (_title, raw, sentence) => {
    expect(sentences(raw)).toEqual([sentence]);
  });

  it("knows that YAML turns 3.10 into 3.1", () => {
    expect(sentences({ python: "3.1" })[0]).toContain("If you mean 3.10, put it in quotes");
  });

  it("does not speak of YAML on the command line", () => {
    const reading = parseOptions({ python: "3.1" }, { door: "cli", currentDirectory: "/w" });
    expect(reading).toMatchObject({ ok: false, problems: [{ expected: "Do you mean 3.10?" }] });
  });

  it("spells options as the command line does", () => {
    expect(sentences({ "container-network": "none" }, CLI)).toEqual([
      "--container-network is 'none'. Use one of: bridge, host.",
    ]);
  });

  it.each([
    ["sub/dir", "/home/runner/work/app/sub/dir"],
    ["../other/./x", "/home/runner/work/other/x"],
    ["/abs//path/", "/abs/path"],
    ["D:\\a\\b", "D:/a/b"],
  ])("resolves working-directory %s", (given, absolute) => {
    expect(read({ "working-directory": given }).build.workingDirectory).toBe(absolute);
  });

  it.each([
    ["true", true],
    ["false", false],
    ["arm-wheels", "arm-wheels"],
  ])("reads artifact %s", (given, artifact) => {
    expect(read({ artifact: given }).surface.artifact).toBe(artifact);
  });

  it("E3: keeps shell syntax in an input as plain text", () => {
    const payload = "$(id) `id` ; rm -rf / 'x' \"y\" | cat";
    expect(read({ output: payload }).build.output).toBe(payload);
  });

  it("has no token unless the action gives one", () => {
    expect(read({ "github-token": "ghs_secret" }).surface.githubToken).toBe("ghs_secret");
    expect(read({ "github-token": "ghs_secret" }, CLI).surface.githubToken).toBeNull();
  });
});

describe("the list of inputs", () => {
  it("has kebab-case names, each once", () => {
    const names = INPUTS.map((input) => input.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it("has no flag twice on the command line", () => {
    const flags = INPUTS.flatMap((input) => (input.cli === null ? [] : [...input.cli.flags]));
    expect(new Set(flags).size).toBe(flags.length);
  });
});
