import { spawn } from "node:child_process";

export interface PipRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PipOptions {
  /** Added to an environment that holds PATH, HOME and what makes pip quiet and free of outside configuration. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Interpreter; `python3` by default. */
  readonly python?: string;
}

/** Runs the real pip with no configuration but what the test gives. */
export function runPip(args: readonly string[], options: PipOptions = {}): Promise<PipRun> {
  return runPython(["-m", "pip", ...args], options);
}

export function runPython(args: readonly string[], options: PipOptions = {}): Promise<PipRun> {
  const child = spawn(options.python ?? "python3", args, {
    cwd: options.cwd,
    env: { ...plainEnvironment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    texts.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...texts }));
  });
}

/** What tests give to pip and to interpreters: nothing of the machine's pip configuration or proxies comes through. */
export function plainEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    LANG: "C.UTF-8",
    PIP_CONFIG_FILE: "/dev/null",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_NO_CACHE_DIR: "1",
    PIP_NO_INPUT: "1",
    PIP_RETRIES: "0",
    PIP_ROOT_USER_ACTION: "ignore",
    NO_PROXY: "127.0.0.1,localhost",
  };
}

export interface PipReport {
  readonly install: readonly {
    readonly download_info: { readonly url: string; readonly archive_info: { readonly hashes?: { sha256?: string } } };
    readonly metadata: { readonly name: string; readonly version: string };
  }[];
}

/** `pip install --dry-run --ignore-installed --report`: what pip would install. */
export async function dryRun(
  args: readonly string[],
  options: PipOptions = {},
): Promise<PipRun & { report: PipReport | null }> {
  const flags = ["install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"];
  const run = await runPip([...flags, ...args], options);
  return { ...run, report: run.code === 0 ? (JSON.parse(run.stdout) as PipReport) : null };
}
