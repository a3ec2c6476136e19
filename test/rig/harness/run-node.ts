import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

export interface Cancellation {
  /** Milliseconds after the start, or the first line of output that fits. */
  readonly when: number | RegExp;
  /** Milliseconds between SIGINT and SIGTERM, and between SIGTERM and SIGKILL; the runner's are 7,500 and 2,500. */
  readonly grace?: readonly [interrupt: number, terminate: number];
}

export interface NodeRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Lines of both streams in the order of their arrival: the runner reads commands from both. */
  readonly lines: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  readonly cancelled: boolean;
}

export interface NodeJob {
  readonly node: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cancel: Cancellation | null;
}

const RUNNER_GRACE = [7500, 2500] as const;

/** Runs Node as the runner does: no shell, signals to this process alone, never to its children. */
export async function runNode(job: NodeJob): Promise<NodeRun> {
  const started = performance.now();
  const child = spawn(job.node, job.arguments, { cwd: job.cwd, env: job.env, stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  const timers: NodeJS.Timeout[] = [];
  let cancelled = false;

  function cancel(): void {
    if (cancelled) return;
    cancelled = true;
    const [interrupt, terminate] = job.cancel?.grace ?? RUNNER_GRACE;
    child.kill("SIGINT");
    timers.push(setTimeout(() => child.kill("SIGTERM"), interrupt));
    timers.push(setTimeout(() => child.kill("SIGKILL"), interrupt + terminate));
  }
  function onLine(line: string): void {
    lines.push(line);
    if (job.cancel?.when instanceof RegExp && job.cancel.when.test(line)) cancel();
  }

  if (typeof job.cancel?.when === "number") timers.push(setTimeout(cancel, job.cancel.when));
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve([code, signal]));
  });
  const streams = [collect(child.stdout, onLine), collect(child.stderr, onLine)] as const;
  const [exitCode, signal] = await ended;
  for (const timer of timers) clearTimeout(timer);
  const seconds = (performance.now() - started) / 1000;
  // A child that was left behind may hold the streams open; the runner does not wait for it either.
  const patience = setTimeout(() => [child.stdout, child.stderr].map((stream) => stream.destroy()), 1000);
  const [stdout, stderr] = await Promise.all(streams);
  clearTimeout(patience);
  return { exitCode, signal, lines, stdout, stderr, seconds, cancelled };
}

/** Resolves when the stream ends or is destroyed. Lines end where .NET's `ReadLine` ends them: not at U+2028. */
function collect(stream: Readable, onLine: (line: string) => void): Promise<string> {
  let whole = "";
  let rest = "";
  stream.setEncoding("utf8");
  const pass = (text: string) => text.split(/\r\n|\r|\n/).map(onLine);
  stream.on("data", (chunk: string) => {
    whole += chunk;
    const end = chunk.lastIndexOf("\n");
    if (end >= 0) pass(rest + chunk.slice(0, end));
    rest = end >= 0 ? chunk.slice(end + 1) : rest + chunk;
  });
  return new Promise((resolve) => {
    stream.on("close", () => {
      if (rest !== "") pass(rest);
      resolve(whole);
    });
  });
}
