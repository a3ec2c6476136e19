import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CLI, PYTHON } from "../../test/e2e/index/run-cli.ts";
import type { DelayedIndex } from "./delayed-index.ts";
import { type ChildUsage, measureChild } from "./measure-child.ts";

/** Whoever asks an index for every name. */
export interface Side {
  readonly name: string;
  /** Whether it keeps answers: else it has only the first column. */
  readonly keeps: boolean;
  /** Times that it runs in each state. */
  readonly runs: number;
  /** Forgets what it kept. */
  forget(): void;
  /** Throws when the result is not right. */
  run(): Promise<ChildUsage>;
}

export interface SideSettings {
  readonly index: DelayedIndex;
  readonly files: number;
  /** Requirements of all names, one a line, as `requirements.txt`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The compiled child that asks by the client alone. */
  readonly client: string;
}

/** Ours first. uv and curl where they are installed. */
export function makeSides(settings: SideSettings): readonly Side[] {
  const { index, files, folder, client } = settings;
  const count = index.names.length;
  const requirements = join(folder, "requirements.txt");
  const side = (
    name: string,
    more: { runs: number; keeps?: boolean; argv: (cache: string) => readonly string[] },
    isRight: (output: string) => boolean,
  ): Side => {
    const cache = join(folder, `cache-${name.replaceAll(/\W+/g, "-")}`);
    return {
      name,
      runs: more.runs,
      keeps: more.keeps ?? true,
      forget: () => rmSync(cache, { recursive: true, force: true }),
      run: async () => {
        const options = { cwd: folder, env: { ...settings.env, WHEELHOUSE_CACHE_DIR: cache } };
        const usage = await measureChild(more.argv(cache), options);
        if (!isRight(usage.output)) throw new Error(`${name}: wrong result:\n${usage.output.slice(0, 2000)}`);
        return usage;
      },
    };
  };
  const pipReport = join(folder, "pip-report.json");
  const ask = ["--index-url", index.url, "-r", requirements];
  const pip = [PYTHON, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps", "--ignore-installed"];
  const check = [process.execPath, CLI, "check", "--no-deps", "--json", "--target", "linux/arm64", "--python", "3.12"];
  return [
    side(
      "index client alone",
      { runs: 5, argv: (cache) => [process.execPath, client, index.url, cache, String(count)] },
      (output) => output.includes(` ${count * files} files`),
    ),
    side("wheelhouse check --no-deps", { runs: 5, argv: () => [...check, ...ask] }, (output) =>
      areAllNative(output, count),
    ),
    side(
      "uv pip compile --no-deps",
      {
        runs: 3,
        argv: (cache) => [
          "uv",
          "pip",
          "compile",
          "--no-deps",
          "--quiet",
          "--cache-dir",
          cache,
          "--default-index",
          index.url,
          requirements,
        ],
      },
      (output) => output.match(/^project-\d+==/gm)?.length === count,
    ),
    side(
      "xargs -P10 curl",
      { runs: 3, keeps: false, argv: () => curlArgv(index) },
      () => index.statuses.get(200) === count,
    ),
    side(
      "pip install --dry-run --report",
      {
        runs: 1,
        keeps: false,
        argv: (cache) => [...pip, "--only-binary", ":all:", "--cache-dir", cache, "--report", pipReport, ...ask],
      },
      () => (JSON.parse(readFileSync(pipReport, "utf8")) as { install: unknown[] }).install.length === count,
    ),
  ].filter(({ name }) => isThere(name));
}

/** Ten processes, each of which keeps its connection for the names that it is given. */
function curlArgv(index: DelayedIndex): readonly string[] {
  const each = String(Math.ceil(index.names.length / 10));
  const accept = "Accept: application/vnd.pypi.simple.v1+json";
  const curl = ["curl", "--silent", "--fail", "--header", accept];
  return ["sh", "-c", `xargs -P10 -n${each} "$@" < urls.txt > /dev/null`, "sh", ...curl];
}

function areAllNative(output: string, count: number): boolean {
  const report: { targets: { packages: { verdict: { outcome: string } | null }[] }[] } = JSON.parse(output);
  const packages = report.targets[0]?.packages ?? [];
  return packages.length === count && packages.every(({ verdict }) => verdict?.outcome === "NATIVE");
}

function isThere(name: string): boolean {
  const program = /^(?:uv|xargs .*curl)/.exec(name)?.[0].split(" ").at(-1);
  const there = program === undefined || spawnSync(program, ["--version"]).status === 0;
  if (!there) console.log(`  ${name}: ${program} is not installed here, left out`);
  return there;
}
