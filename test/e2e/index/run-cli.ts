import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";

/**
 * The command line as users get it: the committed bundle. `WHEELHOUSE_DIST` names another build while one works on the
 * source (`node scripts/build.ts tmp/dist`).
 */
export const CLI = resolve(import.meta.dirname, "../../..", process.env.WHEELHOUSE_DIST ?? "dist", "cli.js");

/** The interpreter itself: a shim of a version manager takes longer to start than Python. */
export const PYTHON = findPython();

export interface CliRun {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly output: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** The whole environment: see `cliEnvironment`. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs this in front: `["setpriv", "--reuid", "1000", …]`. */
  readonly through?: readonly string[];
  /** Another bundle than `CLI`. */
  readonly cli?: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Ends when the process has ended and both streams are closed. */
  readonly done: Promise<CliRun>;
  /** Resolves once stdout and stderr together match; rejects when the process ends first. */
  saw(pattern: RegExp): Promise<void>;
}

export function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  return startCli(args, options).done;
}

export function startCli(args: readonly string[], options: CliOptions): RunningCli {
  const [program = process.execPath, ...rest] = [
    ...(options.through ?? []),
    process.execPath,
    options.cli ?? CLI,
    ...args,
  ];
  const child = spawn(program, rest, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  const texts = { stdout: "", stderr: "", output: "" };
  const watchers = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
      texts.output += text;
      for (const watcher of watchers) watcher();
    });
  }
  const done = new Promise<CliRun>((settle, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => settle({ code, signal, ...texts }));
  });
  const saw = (pattern: RegExp): Promise<void> =>
    new Promise((settle, reject) => {
      const watcher = (): void => {
        if (pattern.test(texts.output)) settle();
      };
      watchers.add(watcher);
      watcher();
      done.then(() => reject(new Error(`it ended before it said ${pattern}:\n${texts.output}`)), reject);
    });
  return { child, pid: child.pid ?? 0, done, saw };
}

/** What is needed to reach an index and a compiler from an account that has nothing else: no setting of this machine's pip. */
export function cliEnvironment(home: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    ...kept(["SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS"]),
    PATH: `${dirname(PYTHON)}:${process.env.PATH}`,
    HOME: home,
    LANG: "C.UTF-8",
    PIP_CONFIG_FILE: "/dev/null",
    NO_PROXY: "127.0.0.1,localhost",
    ...more,
  };
}

/** The same, with whatever this machine says of the way to the real index. */
export function realIndexEnvironment(
  home: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const way = ["PIP_INDEX_URL", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTPS_PROXY", "https_proxy"];
  const { PIP_CONFIG_FILE: _, ...base } = cliEnvironment(home);
  return { ...base, ...kept([...way, "PIP_CONFIG_FILE"]), ...more };
}

function findPython(): string {
  for (const name of ["python", "python3"]) {
    const asked = spawnSync(name, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" });
    if (asked.status === 0) return asked.stdout.trim();
  }
  throw new Error("there is no Python");
}

function kept(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
